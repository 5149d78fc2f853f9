import { residentPrefix } from "../../../spec/page-cache/user-buffer.js";
import type { Bounds, State } from "../../../spec/write-path.js";
import type { ComposedModel } from "../../language/compose.js";
import { type ParameterValues, SpecError } from "../../language/index.js";
import type { DecodedState, TraceDocument, TraceStepDocument } from "../../trace/traceDocument.js";
import type { GuestFilesystem } from "../guests.js";
import { faultedUpTo, looksAtUserPages, type StepSeen } from "../predict/observe.js";
import { boundsOf } from "../predict/possibleRuns.js";
import type { Eviction, Residency, Scenario } from "../scenario/scenario.js";
import { setupOf } from "./setupOf.js";

/** Names of processes that take user pages away, and what becomes of them. */
const EVICTORS: Readonly<Record<string, Eviction["becomes"]>> = { evictor: "absent", munmap: "invalid" };

/**
 * The scenario that makes a real kernel take a trace. Its first state and its evictions are what user space decides; all else the kernel has to do by itself.
 * @throws SpecError FL505 naming the first step that nothing in user space brings about, and why
 */
export function fromTrace(model: ComposedModel, trace: TraceDocument, filesystem: GuestFilesystem): Scenario {
  const first = trace.initial.state;
  if (first === undefined) throw new SpecError("FL505", "the trace has no states", "save it with check --save, or with trace --format json");
  const setup = setupOf(variablesOf(first), model.parameters as ParameterValues, filesystem, "counterexample");
  const userPages: Residency[] = [...setup.userPages];
  const evictions: Eviction[] = [];
  let before = first;
  let furthest = 0;
  let reached: number | undefined;
  let hasLooked = false;
  for (const [index, step] of trace.steps.entries()) {
    const after = step.state ?? before;
    const becomes = EVICTORS[step.process];
    const refuse = (why: string): never => undriveable(index + 1, step, why);
    if (becomes !== undefined) {
      const userPage = Number(step.choices[0]?.value);
      if (hasLooked) refuse("by then the kernel has looked at the user's pages, and no fault gives user space a turn before it copies");
      else if (reached === undefined) userPages[userPage] = becomes;
      else evictions.push({ userPage, reached, becomes });
    } else if (step.process !== "writer") refuse(`it is ${step.process}'s: nothing that a program does makes it come at this very moment`);
    else {
      const seen = seenOf(step, before, after);
      const up = faultedUpTo(seen, boundsOf(model));
      if (isShort(step, seen, boundsOf(model))) refuse("x86-64 copies up to the page that is not there, and stops nowhere else");
      if (up !== undefined) {
        hasLooked = up <= furthest;
        reached = up;
        furthest = Math.max(furthest, up);
      } else if (looksAtUserPages(seen)) hasLooked = true;
    }
    before = after;
  }
  return { ...setup, userPages, evictions };
}

function variablesOf({ variables }: DecodedState): State {
  return variables as unknown as State;
}

function seenOf({ function: name, step, path }: TraceStepDocument, before: DecodedState, after: DecodedState): StepSeen {
  const of = (state: DecodedState): StepSeen["me"] => (state.locals[path] ?? {}) as StepSeen["me"];
  return { function: name, step, before: variablesOf(before), after: variablesOf(after), me: of(before), left: of(after) };
}

/** A copy that stops before the first page that is absent. */
function isShort({ choices }: TraceStepDocument, { before, me }: StepSeen, p: Bounds): boolean {
  const copied = choices.find(({ label }) => label === "copied")?.value;
  return copied !== undefined && Number(copied) < residentPrefix(before.user, before.iov.position, me.bytes ?? 0, p);
}

function undriveable(index: number, { process, step, path }: TraceStepDocument, why: string): never {
  throw new SpecError(
    "FL505",
    `step ${index} (${process}: ${path}.${step}) cannot be driven from user space: ${why}`,
    "replay CHECK looks for a trace that can be",
  );
}
