import type { Problem } from "../language/index.js";

/**
 * What the TypeScript compiler objects to in a file of the user's own. The compiler is slow to load, so only such files pay for
 * it: the package's own are compiled by its tests.
 */
export async function typeProblems(file: string): Promise<readonly Problem[]> {
  if (!file.endsWith("ts")) return [];
  const { typeCheck } = await import("../compiler/index.js");
  return typeCheck([file]);
}
