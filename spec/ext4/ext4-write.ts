import type { Kernel, Model } from "../../src/language/index.js";
import { tellingWriteOrFault } from "../initial.js";
import { mount } from "../mount.js";
import { generic_file_write_iter } from "../vfs/generic-file-write-iter.js";
import type { Question } from "../workbench.js";
import { ext4Path } from "./ext4-path.js";

/** A buffered write to ext4 with delayed allocation. */
export function ext4Write(kernel: Kernel, { set = {}, initial = tellingWriteOrFault, actors = [], properties = [], unreached = [] }: Question): Model {
  return ext4Path.model("a write to ext4", {
    set,
    kernel: mount(kernel, "ext4"),
    processes: [ext4Path.process("writer", generic_file_write_iter), ...actors],
    initial,
    properties,
    unreached,
  });
}
