/**
 * faultline as a library: the language that specifications are written in, and {@link check}, which explores them.
 * @packageDocumentation
 */
export { type CheckOptions, type CheckResult, check } from "./engine/check.js";
export type { Progress } from "./engine/engine.js";
export { joinShares } from "./engine/joinShares.js";
export type { SearchName } from "./engine/partial/plan.js";
export type { SearchOptions } from "./engine/partial/searchOptions.js";
export {
  type ChoiceMade,
  DOMAINS,
  type FairnessKept,
  NO_DEADLOCK,
  type PropertyOfShare,
  type PropertyResult,
  type SearchMade,
  type SearchResult,
  type ShareFound,
  type Trace,
  type TraceStep,
} from "./engine/result.js";
export type { Share } from "./engine/search/share.js";
export * from "./language/index.js";
export { type RefinementOptions, type RefinementResult, refines } from "./refinement/index.js";
