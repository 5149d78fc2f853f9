import type { TraceStep } from "../../engine/result.js";
import type { StepTeller } from "../stepTeller.js";
import type { RunDocument } from "./explanation.js";
import type { Leaf } from "./leaves.js";
import type { Run } from "./rerun.js";

/** A run with names. */
export function describeRun(teller: StepTeller, { from, steps, end }: Run): RunDocument {
  return { end: end === "endless" ? end : "ended", steps: teller.tell([...from], steps.map(stepOf)) };
}

function stepOf({ control: { instance, step }, choices, state }: Leaf): Omit<TraceStep, "site"> {
  const { path, machine } = instance;
  const process = path.split("/")[0] as string;
  return { process, path, function: machine.prototype.name, step, source: machine.source, choices, state: state && [...state] };
}
