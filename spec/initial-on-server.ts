/** Initial states for network file systems: the model's disk is what the server has, and there is a place for every page of the file. */
import { placeFile } from "./initial.js";
import type { Bounds, State } from "./write-path.js";

/** A file of `size` cells on the server, of which nothing is cached here. */
export function placeOnServer(s: State, size: number, p: Bounds): void {
  placeFile(s, size, p);
  for (let block = 0; block < p.BLOCKS; block++) s.blocks[block] = "mapped";
  for (let pos = 0; pos < p.FILE; pos++) {
    s.disk[pos] = pos < size ? "old" : "zero";
    s.ghost.before[pos] = s.disk[pos];
  }
}
