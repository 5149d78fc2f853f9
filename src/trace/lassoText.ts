import type { AtomDocument, FairnessDocument, TraceDocument } from "./traceDocument.js";

/** More moments than this are counted, not listed. */
const MOST_LISTED = 3;

/** What stands before the first step of a loop. */
export const LOOP_BEGINS = "  ↻  again and again:";

/** What stands after the last step of a run that never ends, or that has ended and stays where it is. */
export function lassoEnd({ loop = 0, steps }: TraceDocument): string {
  if (loop === steps.length) return "  ■  the run ends here";
  return `  ↻  and so on for ever: ${loop + 1 === steps.length ? `step ${steps.length}` : `steps ${loop + 1} to ${steps.length}`}`;
}

/** How a run that never ends goes on after its last step, as a sentence; nothing for one that fails in a state or a step. */
export function lassoSentence({ loop, steps }: TraceDocument): string | undefined {
  if (loop === undefined) return undefined;
  return loop === steps.length ? "Then nothing more happens." : `Then from step ${loop + 1} again, and so on for ever.`;
}

/** Why a run that goes on for ever counts: when that is true of which the formula speaks, what was assumed, and how the run keeps that. */
export function lassoWords({ loop, steps, fairness = [], atoms = [] }: TraceDocument): readonly string[] {
  if (loop === undefined) return [];
  const seen = atoms.map((atom) => atomText(atom, loop, loop === steps.length ? 1 : steps.length - loop));
  if (fairness.length === 0) return [...seen, "no fairness is assumed"];
  return [...seen, ...fairness.map((kept) => `${kept.strength} fairness of ${kept.name}: ${REASONS[kept.because]}${whereKept(kept)}`)];
}

/** @param inLoop how many moments the loop has */
function atomText({ name, of, moments }: AtomDocument, loop: number, inLoop: number): string {
  const [before, again] = [moments.filter((moment) => moment < loop), moments.filter((moment) => moment >= loop)];
  if (moments.length === 0) return `${name} is never true`;
  if (moments.length === loop + inLoop) return `${name} is true all along`;
  if (again.length === inLoop) return `${name} is true for ever ${listed([firstForEver(moments)], of)}`;
  if (again.length === 0) return `${name} is true ${listed(before, of)}, and not any more then`;
  return `${name} is true again and again, not always: ${listed(again, of)}`;
}

/** The first of the moments that end a run without a gap. */
function firstForEver(moments: readonly number[]): number {
  return moments.findLast((moment, at) => moments[at - 1] !== moment - 1) as number;
}

function whereKept({ because, moments = [] }: FairnessDocument): string {
  return because === "never enabled" || moments.length === 0 ? "" : `: ${listed(moments, because === "taken" ? "step" : "state")}`;
}

function listed(moments: readonly number[], of: AtomDocument["of"]): string {
  if (moments.length > MOST_LISTED) return `at ${moments.length} moments`;
  const places = moments.map((moment) => (of === "step" ? `in step ${moment + 1}` : moment === 0 ? "at the beginning" : `after step ${moment}`));
  return places.join(", ");
}

const REASONS: Readonly<Record<FairnessDocument["because"], string>> = {
  taken: "kept, it is taken again and again",
  "never enabled": "kept, it is never enabled in the loop",
  "not always enabled": "kept, it is disabled again and again",
};
