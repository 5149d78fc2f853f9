import type { Slot } from "../../../language/layout.js";
import type { ModelProgram, ProcessProgram, StateProgram } from "../../ir.js";
import { type MemoryMap, memoryMap } from "./memoryMap.js";
import { type Packing, pack } from "./packing.js";
import { hex } from "./places.js";
import { writeProperty } from "./properties.js";
import { searchText } from "./search.js";
import { writeStep } from "./steps.js";
import { Tables } from "./tables.js";

/** A module's text, and what `asc` has to know to compile it. */
export interface ModuleText {
  readonly text: string;
  /** Where its constants go. */
  readonly constants: number;
}

/** Where a module keeps its states, in bytes from the start of its memory; known without its text. */
export interface ModuleLayout {
  readonly packing: Packing;
  readonly map: MemoryMap;
  readonly arena: number;
}

/** More than the constants of any model take: one entry a slot twice, and one for each way of renumbering labels. */
const CONSTANTS = 1 << 18;
const LAST = 2 ** 32 - 65_536;

/** What a model's module looks like in memory. */
export function layOutModule(slots: readonly Slot[], steps: number): ModuleLayout & { readonly places: number; readonly most: number } {
  const packing = pack(slots);
  const map = memoryMap(packing.words, steps, CONSTANTS);
  const size = packing.words * 8;
  let best = { places: 0, most: 0, arena: 0 };
  for (let log = 12; log < 30; log++) {
    const arena = map.table + 4 * 2 ** log;
    const most = Math.floor(Math.min(0.75 * 2 ** log, (LAST - arena) / size));
    if (most > best.most) best = { places: 2 ** log, most, arena };
  }
  return { packing, map, ...best };
}

/** AssemblyScript text of a module that explores a model: its steps, its properties, and the search. */
export function writeModule(model: ModelProgram): ModuleText {
  const { processes, properties } = model;
  const steps = processes.reduce((sum, { states }) => sum + states.length, 0);
  const { packing, map, places, most, arena } = layOutModule(model.slots, steps);
  const tables = new Tables();
  const offsets = tables.of(packing.slots.map(({ word }) => word * 8));
  const shifts = tables.of(packing.slots.map(({ shift }) => shift));
  const functions = [
    ...processes.flatMap((process, index) => writeProcess(model, packing, tables, process, index)),
    ...writeStep(model, packing, tables, "initial", model.initial, "emitInitial();"),
    ...properties.flatMap((_, index) => writeProperty(model, packing, tables, index)),
  ];
  const text = [
    `// ${model.name}: ${packing.words} words a state. Written by faultline; compiled by asc.`,
    ...tables.text,
    `const OFFSETS: usize = ${offsets};`,
    `const SHIFTS: usize = ${shifts};`,
    `/** Processes that are no daemons. */`,
    `const STAYERS: u32 = ${processes.reduce((bits, { daemon }, index) => bits + (daemon ? 0 : 2 ** index), 0)};`,
    searchText(packing.words, map, { table: places, arena, most }),
    ...writeExpand(processes, packing),
    ...functions,
    ...writeJudges(model),
  ];
  return { text: `${text.join("\n")}\n`, constants: map.constants };
}

function writeProcess(model: ModelProgram, packing: Packing, tables: Tables, { states }: ProcessProgram, process: number): readonly string[] {
  const before = model.processes.slice(0, process).reduce((sum, { states: others }) => sum + others.length, 0);
  return states.flatMap((state) => {
    if (state.program === undefined) return [];
    const leaf = `emit(FIRED + ${(before + state.index) * 8});`;
    return [`/** ${state.name} */`, ...writeStep(model, packing, tables, nameOf(state, process), state.program, leaf)];
  });
}

function nameOf({ step, index }: StateProgram, process: number): string {
  return `step_${process}_${index}_${step.replaceAll(/\W+/g, "_")}`;
}

function writeExpand(processes: readonly ProcessProgram[], packing: Packing): readonly string[] {
  const cases = processes.flatMap(({ name, slot, states }, process) => {
    const { word, shift, width } = packing.slots[slot] as Packing["slots"][number];
    const at = `<i32>((load<u64>(a, ${word * 8}) >> ${shift}) & ${hex((1n << BigInt(width)) - 1n)})`;
    return [
      `  // ${name}`,
      `  mover = ${process};`,
      `  switch (${at}) {`,
      ...states.map((state) => `    case ${state.index}: ${state.program === undefined ? `able |= ${2 ** process}` : `${nameOf(state, process)}(a)`}; break;`),
      "  }",
    ];
  });
  return ["/** Takes every leaf of every process in the state at `a`. */", "function expand(a: usize): void {", ...cases, "}"];
}

/** What asks the properties: each on new states or on transitions, while an answer at this length would still tell something. */
function writeJudges({ properties }: ModelProgram): readonly string[] {
  const counters = properties.flatMap((_, index) => [
    `export let answered${index}: i32 = i32.MAX_VALUE;`,
    `export let seen${index}: i32 = 0;`,
    `export let met${index}: i32 = 0;`,
  ]);
  const ask = (wanted: (kind: string) => boolean): readonly string[] =>
    properties.flatMap(({ kind }, index) =>
      wanted(kind)
        ? [
            `  if (length <= answered${index} || (seen${index} && !met${index})) {`,
            `    if (property${index}(a, b) ${kind === "always" || kind === "step" ? "==" : "!="} 0) answered${index} = min(answered${index}, length);`,
            `    if (failed) blame(${index});`,
            "  }",
          ]
        : [],
    );
  const choose = properties.map((_, index) => `    case ${index}: return property${index}(a, b);`);
  return [
    ...counters,
    "function judgeState(b: usize): void {",
    "  const a = b;",
    ...ask((kind) => kind !== "step"),
    "}",
    "function judgeStep(): void {",
    "  const a = current;",
    "  const b = SUCCESSOR;",
    ...ask((kind) => kind === "step"),
    "}",
    "function isTrue(property: i32, a: usize, b: usize): i32 {",
    "  switch (property) {",
    ...choose,
    "  }",
    "  return 1;",
    "}",
    "function isTrueAcross(property: i32): bool {",
    "  return isTrue(property, current, SUCCESSOR) != 0;",
    "}",
  ];
}
