/** Turns a model's programs into AssemblyScript text. */
export { BLOCKED, EDGES } from "./memoryMap.js";
export { type Packing, unpackState } from "./packing.js";
export { layOutModule, type ModuleLayout, type ModuleText, writeModule } from "./writeModule.js";
