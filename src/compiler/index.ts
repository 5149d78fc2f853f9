/** Reads specifications: what they say outside the subset, and what their steps do. */
export { refuseUnlessInterchangeable } from "./analysis/interchangeable.js";
export { bodyLines } from "./bodyLines.js";
export { checkSubset, compile } from "./compile.js";
export { controlFlowDot, deadSteps } from "./controlFlow.js";
export { structureOf } from "./structureOf.js";
export { filesOfTypeCheck, typeCheck } from "./typeCheck.js";
