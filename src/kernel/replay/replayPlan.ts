import { compose } from "../../language/compose.js";
import { glob } from "../../language/glob.js";
import { type Kernel, type ParameterValues, type Run, SpecError } from "../../language/index.js";
import type { TraceDocument } from "../../trace/traceDocument.js";
import type { Guest, GuestFilesystem } from "../guests.js";
import { modelKernelOf } from "../modelKernelOf.js";
import type { Mutation } from "../mutations.js";
import type { Scenario } from "../scenario/scenario.js";
import { controlsOf } from "./controlsOf.js";
import { findDriveable } from "./findDriveable.js";
import { fromTrace } from "./fromTrace.js";
import type { Judged } from "./replayCells.js";

/** What is replayed: a run of a check, or a trace of one. */
export interface ReplayQuestion {
  readonly run: Run;
  readonly set: ParameterValues;
  readonly trace: TraceDocument | undefined;
  /** What is to fail, as a glob of names; of a trace it is what fails there. */
  readonly property: string;
  readonly guest: Guest;
  readonly filesystem: GuestFilesystem | undefined;
  readonly mutation: Mutation | undefined;
}

/** The scenarios to run, the counterexample first, and the kernels to run them on. */
export interface ReplayPlan {
  readonly scenarios: readonly Scenario[];
  readonly kernels: readonly Judged[];
  /** The kernel whose model has the counterexample. */
  readonly blamed: Judged;
  readonly property: string;
  /** The trace itself is driven; otherwise it is a counterexample of the booted kernel's own model. */
  readonly ofTrace: boolean;
}

/** Finds what to run. @throws SpecError FL505 if the booted kernel's model has no such counterexample that can be driven */
export function replayPlan(question: ReplayQuestion): ReplayPlan {
  const { run, guest, mutation } = question;
  const stock: Judged = { mutation: undefined, model: modelKernelOf(guest) };
  const blamed: Judged = mutation === undefined ? stock : { mutation, model: modelKernelOf(guest, mutation) };
  const filesystem = question.filesystem ?? filesystemOf(run);
  const { scenario, property, ofTrace } = counterexampleOf(question, blamed.model, filesystem);
  return {
    scenarios: [scenario, ...controlsOf(scenario, blamed.model)],
    kernels: blamed === stock ? [stock] : [stock, blamed],
    blamed,
    property,
    ofTrace,
  };
}

interface Counterexample {
  readonly scenario: Scenario;
  readonly property: string;
  readonly ofTrace: boolean;
}

function counterexampleOf({ run, set, trace, property, guest, mutation }: ReplayQuestion, kernel: Kernel, filesystem: GuestFilesystem): Counterexample {
  if (trace !== undefined && run.model.kernel?.name === guest.model && mutation === undefined)
    return { scenario: fromTrace(compose(run.model, set), trace, filesystem), property: trace.property.name, ofTrace: true };
  const { initial, properties = [] } = run.model;
  if (initial === undefined) throw new SpecError("FL505", `${run.model.name} has no initial rule`, "name a check of a write to gfs2 or xfs");
  const start = trace === undefined ? undefined : fromTrace(compose(run.model, set), { ...trace, steps: [] }, filesystem);
  const isWanted = (scenario: Scenario): boolean =>
    start === undefined || JSON.stringify({ ...scenario, bounds: 0 }) === JSON.stringify({ ...start, bounds: 0 });
  const found = findDriveable(
    {
      kernel,
      filesystem,
      set: { ...run.model.set, ...set },
      initial,
      properties: properties.filter(({ name }) => (trace === undefined ? glob(property).test(name) : name === trace.property.name)),
    },
    isWanted,
  );
  if (found !== undefined) return { scenario: found.scenario, property: found.property.name, ofTrace: false };
  const name = [kernel.name, ...kernel.patches].join(" + ");
  throw new SpecError(
    "FL505",
    `in the model of ${name} no write after which ${trace === undefined ? "one of the check's properties" : `'${trace.property.name}'`} fails can be driven from user space`,
    mutation === undefined
      ? "name a mutation that brings the defect back: --mutate d031a8866e70-reverted; or another run with --run"
      : "name another check, or another mutation",
  );
}

/** The file system that a run's writer writes to. @throws SpecError FL505 */
export function filesystemOf({ model }: Run): GuestFilesystem {
  const names = model.processes.map(({ runs }) => ("prototype" in runs ? runs.prototype.name : runs.name));
  if (names.includes("gfs2_file_buffered_write")) return "gfs2";
  if (names.includes("xfs_file_buffered_write")) return "xfs";
  throw new SpecError(
    "FL505",
    `${model.name}: its writer is none that a guest has`,
    "replay takes writes to gfs2 and xfs: name such a check, or the file system with --fs",
  );
}
