/** Turns a model's programs into AssemblyScript text. */
export { BOX, CONTROL, EDGES, MOST_PARTITIONS, MOST_PROCESSES, MOST_THREADS, PROPERTY, REPORT } from "./memoryMap.js";
export type { StepMutants } from "./mutantsText.js";
export type { Packing } from "./packing.js";
export { EDGE, RETURNED } from "./searchText.js";
export { SPARE } from "./tableText.js";
export { Unpacker } from "./unpacker.js";
export { layOutModule, type ModuleLayout, type ModuleText, writeModule } from "./writeModule.js";
