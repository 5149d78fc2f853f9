import type { Problem } from "../language/index.js";
import { isKnownWellTyped, keepWellTyped } from "./wellTyped.js";

/**
 * What the TypeScript compiler objects to in a file of the user's own. The compiler is slow to load, so only such files pay for
 * it, and only until they are well-typed: the package's own are compiled by its tests.
 */
export async function typeProblems(file: string): Promise<readonly Problem[]> {
  if (!file.endsWith("ts") || isKnownWellTyped(file)) return [];
  const { filesOfTypeCheck, typeCheck } = await import("../compiler/index.js");
  const problems = typeCheck([file]);
  if (problems.length === 0) keepWellTyped(file, filesOfTypeCheck(file));
  return problems;
}
