import { findChecks } from "../../src/cli/findChecks.js";
import type { Check, Run } from "../../src/index.js";
import { isTurn } from "../turns.js";

/** The package's own checks, as the command line finds them. @throws when one of their files cannot be loaded */
export async function ownChecks(): Promise<readonly Check[]> {
  const { checks, problems } = await findChecks([]);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return checks.map(({ check }) => check);
}

/** What a run is called where runs of several checks meet. */
export function runName({ id }: Check, { name, model }: Run): string {
  return `${id}: ${name ?? model.name}`;
}

/**
 * Where every small run is tried once more in some way: the many of the catalogue of bugs are much alike, and take turns, one in six a day, of the others every
 * second one. FAULTLINE_ROTATE=N repeats a day; with FAULTLINE_LONG=1 all take part.
 */
export function takesItsTurn(name: string, index: number): boolean {
  return isTurn(index, name.startsWith("bugs/") ? 6 : 2);
}
