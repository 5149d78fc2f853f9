/** The form of a bug in the catalogue (`checks/bugs`): one question, asked of the kernel that had the bug and of the one that has it no more. */
import type { Kernel, Model, Run } from "../src/language/index.js";

/** The kernel (or file system) that a bug was in, and the one with its fix and nothing else. */
export interface Fix {
  readonly before: Kernel;
  readonly after: Kernel;
}

/**
 * Two runs that differ in nothing but the kernel: same bounds, same actors, same initial states, same properties. The bug is there
 * before, and the fixed kernel keeps what the other one broke.
 */
export function beforeAndAfter(ask: (kernel: Kernel) => Model, { before, after }: Fix): readonly Run[] {
  return [
    { name: "before", expect: "violated", model: ask(before) },
    { name: "after", role: "contrast", expect: "holds", model: ask(after) },
  ];
}
