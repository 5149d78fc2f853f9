import type { Slot } from "../../language/layout.js";
import { StateTable } from "../reference/stateTable.js";
import type { Visited } from "./visited.js";

/** States compared whole. */
export class ExactTable extends StateTable implements Visited {
  readonly omission = 0;

  constructor(
    slots: readonly Slot[],
    private readonly most: number,
  ) {
    super(slots);
  }

  get isFull(): boolean {
    return this.bytes > this.most;
  }
}
