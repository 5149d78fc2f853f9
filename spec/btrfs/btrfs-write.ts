import type { InitialRule, Kernel, Model, ParameterValues, Process, Property } from "../../src/language/index.js";
import { btrfs_file_aio_write } from "./btrfs-file-aio-write.js";
import { btrfsPath } from "./btrfs-path.js";

/** What a check says about its model of btrfs, beside one page that is one block. */
export interface BtrfsQuestion {
  readonly set: ParameterValues;
  readonly initial: InitialRule;
  readonly actors?: readonly Process[];
  readonly properties: readonly Property[];
}

/** A buffered write to btrfs. */
export function btrfsWrite(kernel: Kernel, { set, initial, actors = [], properties }: BtrfsQuestion): Model {
  return btrfsPath.model("a write to btrfs", {
    set: { PAGES: 1, FOLIOS: 1, ...set },
    kernel,
    processes: [btrfsPath.process("writer", btrfs_file_aio_write), ...actors],
    initial,
    properties,
  });
}
