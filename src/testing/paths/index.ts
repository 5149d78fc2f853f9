/**
 * Paths through a model as test cases: {@link modelPaths}, and {@link followRun} to take one on a real system.
 * @packageDocumentation
 */
export type { DecodedState, DecodedValue } from "../../trace/traceDocument.js";
export { followRun, type RealSystem } from "../runs/followRun.js";
export { type ModelRun, type ModelStep, showStep } from "../runs/modelRun.js";
export type { Cover, PathOptions } from "./findPaths.js";
export { type ModelPaths, modelPaths } from "./modelPaths.js";
