/**
 * Machines of XState 5 as models: {@link fromXState}, and what describes a context that domains of the language alone do not.
 * @packageDocumentation
 */
export type { Cell } from "./cell.js";
export type { AnyContextDomain, Codec, ContextDomain, ContextDomains, DescribedBy } from "./codec.js";
export { constants } from "./constants.js";
export { type FromXState, type FromXStateOptions, fromXState } from "./fromXState.js";
export { listOf } from "./listOf.js";
export { mapOf } from "./mapOf.js";
export { optional } from "./optional.js";
export type { Outputs } from "./refuseEffects.js";
