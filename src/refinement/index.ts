/** Decides whether a model does only what an abstract model allows, on the graph that a search explored. */
export { type RefinementOptions, type RefinementResult, refines } from "./refines.js";
