/** Reads specifications: what they say outside the subset, and what their steps do. */
export { checkSubset } from "./checkSubset.js";
export { typeCheck } from "./typeCheck.js";
