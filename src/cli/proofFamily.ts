import type { Family } from "../language/index.js";

/** Loads the situations in which the package judges and compares kernels. */
export async function loadFamily(): Promise<Family> {
  const { proofFamily } = await import("../../spec/proof-family.js");
  return proofFamily;
}
