/** Named changes to a file system's module, each one substitution in one line: built from Debian's source in the cache folder, never shipped. */
import { gfs2IomapEndOld } from "../../spec/gfs2/gfs2-iomap-end.js";
import { startRoundedDown } from "../../spec/patches/index.js";
import { apply, type Kernel, patch, SpecError } from "../language/index.js";
import type { GuestFilesystem } from "./guests.js";

/** A change to a module, and the same change to the model. */
export interface Mutation {
  readonly name: string;
  readonly about: string;
  readonly filesystem: GuestFilesystem;
  /** The file of the module's folder that is changed. */
  readonly file: string;
  /** The function in which the line stands; the first match after its name is replaced, and there must be one. */
  readonly within: string;
  readonly pattern: RegExp;
  readonly replacement: string;
  /** The kernel of the models with the same change. */
  readonly model: (kernel: Kernel) => Kernel;
}

const reverted = patch("d031a8866e70-reverted", {
  title: "gfs2_iomap_end() as it was before d031a8866e70: the end of what is freed is rounded down",
  hunks: [],
  links: [gfs2IomapEndOld],
});

/** Every mutation that can be asked for. */
export const mutations: readonly Mutation[] = [
  {
    name: "d031a8866e70-reverted",
    about: "what a short write frees ends with the last whole block of the write, as before 5.18",
    filesystem: "gfs2",
    file: "bmap.c",
    within: "gfs2_iomap_end(",
    pattern: /\bhend\s*=[^;]*;/,
    replacement: "hend = round_down(pos + length, i_blocksize(inode));",
    model: (kernel) => apply(kernel, reverted),
  },
  {
    name: "start-rounded-down",
    about: "the repair that spec/patches proposes: when nothing was written, the first block is freed as well",
    filesystem: "gfs2",
    file: "bmap.c",
    within: "gfs2_iomap_end(",
    pattern: /\bhstart\s*=[^;]*;/,
    replacement: "hstart = written ? round_up(pos + written, i_blocksize(inode)) : round_down(pos, i_blocksize(inode));",
    model: (kernel) => apply(kernel, startRoundedDown),
  },
];

/** The mutation of a name. @throws SpecError FL504 */
export function mutationNamed(name: string): Mutation {
  const mutation = mutations.find((one) => one.name === name);
  if (mutation !== undefined) return mutation;
  throw new SpecError("FL504", `there is no mutation '${name}'`, `there are ${mutations.map((one) => one.name).join(" and ")}`);
}

/** A source file with a mutation in it. @throws SpecError FL503 where the line is not found: the source has moved on */
export function mutate(source: string, { name, within, pattern, replacement, file }: Mutation): string {
  const start = source.search(new RegExp(`^[^\\n;]*\\b${within.replace("(", "\\(")}`, "m"));
  const at = start < 0 ? -1 : source.slice(start).search(pattern);
  if (at < 0) throw new SpecError("FL503", `${name}: ${file} has no such line in ${within})`, "this source tree is another one: name another kernel");
  return source.slice(0, start + at) + source.slice(start + at).replace(pattern, () => replacement);
}
