import type { FairnessDocument, TraceDocument } from "./traceDocument.js";

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

/** Why a run that goes on for ever counts: what was assumed, and how it keeps that. */
export function lassoWords({ loop, fairness = [] }: TraceDocument): readonly string[] {
  if (loop === undefined) return [];
  if (fairness.length === 0) return ["no fairness is assumed"];
  return fairness.map(({ strength, name, because }) => `${strength} fairness of ${name}: ${REASONS[because]}`);
}

const REASONS: Readonly<Record<FairnessDocument["because"], string>> = {
  taken: "kept, it is taken again and again",
  "never enabled": "kept, it is never enabled in the loop",
  "not always enabled": "kept, it is disabled again and again",
};
