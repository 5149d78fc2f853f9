import { findChecks } from "../../src/cli/findChecks.js";
import type { Check, Run } from "../../src/index.js";

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

const LONG = process.env.FAULTLINE_LONG !== undefined;
const TURN = Number(process.env.FAULTLINE_ROTATE ?? Math.floor(Date.now() / 86_400_000));

/**
 * Where every small run is tried once more in some way: the many of the catalogue of bugs are much alike, and take turns, one in six a day. FAULTLINE_ROTATE=N
 * repeats a day; with FAULTLINE_LONG=1 all take part.
 */
export function takesItsTurn(name: string, index: number): boolean {
  return LONG || !name.startsWith("bugs/") || index % 6 === TURN % 6;
}
