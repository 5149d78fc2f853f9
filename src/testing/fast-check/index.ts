/**
 * Runs of a model for fast-check: {@link modelRuns}, and {@link followRun} to take one on a real system.
 * @packageDocumentation
 */
export type { DecodedState, DecodedValue } from "../../trace/traceDocument.js";
export { followRun, type RealSystem } from "../runs/followRun.js";
export { type ModelRun, type ModelStep, showStep } from "../runs/modelRun.js";
export { type ModelRunConstraints, modelRuns } from "./modelRuns.js";
