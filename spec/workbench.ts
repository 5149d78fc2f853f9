/** The models in which a kernel is asked: one writer on a mounted file system, and whoever else a check names. */
import type { InitialRule, Kernel, Model, ParameterValues, Process, Property } from "../src/language/index.js";
import { gfs2_file_buffered_write } from "./gfs2/gfs2-file-buffered-write.js";
import { tellingWriteOrFault } from "./initial.js";
import { type Filesystem, mount } from "./mount.js";
import { writePathProperties } from "./properties/index.js";
import { generic_file_write_iter } from "./vfs/generic-file-write-iter.js";
import { writePath } from "./write-path.js";
import { xfs_file_buffered_write } from "./xfs/xfs-file-buffered-write.js";

/** What a check says about its model; where it is silent, the usual holds. */
export interface Question {
  readonly set?: ParameterValues;
  /** Which files, writes and user buffers it begins with. Usually: those that tell kernels apart. */
  readonly initial?: InitialRule;
  /** Who runs beside the writer. */
  readonly actors?: readonly Process[];
  readonly properties?: readonly Property[];
  readonly unreached?: readonly string[];
}

/** Two pages, and writes that reach into the second. */
const usualBounds: ParameterValues = { PAGES: 2, WRITE: 5 };

/** A buffered write to gfs2. */
export function gfs2Write(kernel: Kernel, question: Question = {}): Model {
  return writeBy(writePath.process("writer", gfs2_file_buffered_write), mount(kernel, "gfs2"), "gfs2", question);
}

/** A buffered write to xfs: iomap as it is, over a file system that frees what it must. */
export function xfsWrite(kernel: Kernel, question: Question = {}): Model {
  return writeBy(writePath.process("writer", xfs_file_buffered_write), mount(kernel, "xfs"), "xfs", question);
}

/** A buffered write to ext2: generic_perform_write() over buffer heads. */
export function ext2Write(kernel: Kernel, question: Question = {}): Model {
  return vfsWrite(kernel, "ext2", question);
}

/** A buffered write to a file system that leaves the loop to the VFS. */
export function vfsWrite(kernel: Kernel, filesystem: Filesystem, question: Question): Model {
  return writeBy(writePath.process("writer", generic_file_write_iter), mount(kernel, filesystem), filesystem, question);
}

function writeBy(writer: Process, kernel: Kernel, filesystem: string, question: Question): Model {
  return writePath.model(`a write to ${filesystem}`, {
    set: { ...usualBounds, ...question.set },
    kernel,
    processes: [writer, ...(question.actors ?? [])],
    initial: question.initial ?? tellingWriteOrFault,
    properties: question.properties ?? writePathProperties,
    unreached: question.unreached ?? [],
  });
}

/** What `faultline check --kernel K` asks: every file system that the kernel has, at a block size equal to the page and at half of it. */
export function standardModels(kernel: Kernel): readonly Model[] {
  const models: Model[] = [];
  for (const BLOCK of [4, 2]) {
    if ("gfs2_file_buffered_write" in kernel.links) models.push(gfs2Write(kernel, { set: { BLOCK } }));
    if ("xfs_file_buffered_write" in kernel.links) models.push(xfsWrite(kernel, { set: { BLOCK } }));
    if ("generic_perform_write" in kernel.links) models.push(ext2Write(kernel, { set: { BLOCK } }));
  }
  return models;
}
