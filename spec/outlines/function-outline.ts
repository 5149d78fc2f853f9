/**
 * What a C function of the kernel does in which order, as far as `faultline drift` compares it: its calls, branches, loops, labels and ways out, in our words. A line
 * for each, what is inside a branch or a loop further to the right; `src/kernel/drift/README.md` explains them. Names and structure are facts about the kernel; none of
 * its text is here.
 */
export interface FunctionOutline {
  /** Of the C function. */
  readonly name: string;
  /** Where it is, from the top of the kernel's tree. */
  readonly file: string;
  /** The functions of the models that stand for it, alone or with others. */
  readonly standsFor: readonly string[];
  readonly versions: readonly OutlineVersion[];
}

/** The outline that a function has in some kernels. */
export interface OutlineVersion {
  /** Names in `spec/kernels.ts`, of those whose source was looked at. */
  readonly kernels: readonly string[];
  /** `absent` where these kernels have no such function. */
  readonly outline: string;
}

/** The outline of a function that is not there. */
export const absent = "absent";
