/** Reads specifications: what they say outside the subset, and what their steps do. */
export { checkSubset, compile } from "./compile.js";
export { structureOf } from "./structureOf.js";
export { typeCheck } from "./typeCheck.js";
