import type { SlotSet } from "../../analysis/slotSet.js";
import type { StubbornSets } from "../../analysis/stubbornSets.js";
import type { CopySet } from "../../analysis/symmetry.js";
import type { ModelProgram, ProcessProgram, Program, StateProgram } from "../../ir.js";
import { walk } from "../../walk.js";
import { askBit, asksAfter, readsOf } from "./asksAfter.js";
import { CHOICES } from "./choicesText.js";
import { LOOK_UP } from "./lookUpText.js";
import { type MemoryMap, memoryMap, PROPERTY } from "./memoryMap.js";
import { MUTANTS, type StepMutants, writeMutants } from "./mutantsText.js";
import { type Packable, type Packing, pack } from "./packing.js";
import { hex } from "./places.js";
import { writeProperty } from "./properties.js";
import { RULES } from "./rulesText.js";
import { addressText, SEARCH } from "./searchText.js";
import { writeStep } from "./steps.js";
import { EVERYBODY_MOVES, stubbornText, takesAlong } from "./stubbornText.js";
import { AS_THEY_ARE, symmetryText } from "./symmetryText.js";
import { Tables } from "./tables.js";
import { stateText, TABLE } from "./tableText.js";

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
  /** The most places of the table, and the most states that fit into one memory. */
  readonly places: number;
  readonly most: number;
  /** How many properties and predicates it has. */
  readonly properties: number;
}

/** More than the constants of any model take: one entry a slot twice, and one for each way of renumbering labels. */
const CONSTANTS = 1 << 18;
const LAST = 2 ** 32 - 65_536;

/** What a model's module looks like in memory. @param steps control states of all processes; @param properties predicates included */
export function layOutModule(model: Packable, steps: number, properties: number): ModuleLayout {
  const packing = pack(model);
  const map = memoryMap(packing.words, packing.slots.length, steps, properties, CONSTANTS);
  const size = packing.words * 8;
  let best = { places: 0, most: 0, arena: 0 };
  for (let log = 12; log < 30; log++) {
    const arena = map.table + 4 * 2 ** log;
    const most = Math.floor(Math.min(0.75 * 2 ** log, (LAST - arena) / size));
    if (most > best.most) best = { places: 2 ** log, most, arena };
  }
  return { packing, map, properties, ...best };
}

/**
 * AssemblyScript text of a module that explores a model: its steps, its properties, and the search.
 * @param sets whom each process takes along, so that some may move while others are left out; without it all processes move in every state
 * @param mutants other programs for some steps, one of which an instance is told to take
 * @param copies processes that may be renumbered: one state of each orbit is stored
 */
export function writeModule(model: ModelProgram, sets?: StubbornSets, mutants?: StepMutants, copies: readonly CopySet[] = []): ModuleText {
  const { processes, properties, predicates } = model;
  const steps = processes.reduce((sum, { states }) => sum + states.length, 0);
  const { packing, map, arena } = layOutModule(model, steps, properties.length + predicates.length);
  const tables = new Tables(CONSTANTS);
  const offsets = tables.of(packing.slots.map(({ word }) => word * 8));
  const shifts = tables.of(packing.slots.map(({ shift }) => shift));
  const reads = readsOf(properties);
  const functions = [
    ...processes.flatMap((process, index) => writeProcess(model, packing, tables, reads, process, index, sets?.[index], mutants)),
    ...writeStep(model, packing, tables, "initial", model.initial, "emitInitial();"),
    ...[...properties, ...predicates].flatMap((property, index) => writeProperty(model, packing, tables, property, index)),
  ];
  const symmetry = copies.length === 0 ? AS_THEY_ARE : symmetryText(copies, packing, tables, processes.length);
  const text = [
    `// ${model.name}: ${packing.words} words a state. Written by faultline; compiled by asc.`,
    ...tables.text,
    `const OFFSETS: usize = ${offsets};`,
    `const SHIFTS: usize = ${shifts};`,
    `/** Processes that are no daemons. */`,
    `const STAYERS: u32 = ${processes.reduce((bits, { daemon }, index) => bits + (daemon ? 0 : 2 ** index), 0)};`,
    addressText(map),
    RULES,
    stateText(packing.words, arena),
    CHOICES,
    TABLE,
    LOOK_UP,
    SEARCH,
    symmetry,
    ...(mutants === undefined ? [] : [MUTANTS]),
    sets === undefined
      ? EVERYBODY_MOVES
      : stubbornText(
          processes,
          sets,
          (process) => standing(process, packing),
          (process, state) => `${nameOf(processes[process]?.states[state] as StateProgram, process)}(a)`,
        ),
    ...writeExpand(processes, packing, sets !== undefined),
    ...functions,
    ...writeJudges(model),
  ];
  return { text: `${text.join("\n")}\n`, constants: map.constants };
}

function writeProcess(
  model: ModelProgram,
  packing: Packing,
  tables: Tables,
  reads: readonly SlotSet[],
  { states }: ProcessProgram,
  process: number,
  companies: StubbornSets[number] | undefined,
  mutants?: StepMutants,
): readonly string[] {
  const before = model.processes.slice(0, process).reduce((sum, { states: others }) => sum + others.length, 0);
  return states.flatMap((state) => {
    if (state.program === undefined) return [];
    const counter = (before + state.index) * 8;
    const unmet = new Map([...(companies?.get(state.index)?.unmet ?? [])].map(([guard, set]) => [guard, takesAlong(set)]));
    const write = (name: string, program: Program): readonly string[] => {
      const emit = `emit(FIRED + ${counter}, ${asksAfter(program, reads)});`;
      return writeStep(model, packing, tables, name, program, mutants === undefined ? emit : `compared(${counter}); ${emit}`, unmet);
    };
    const slips = mutants?.get(state) ?? [];
    const name = nameOf(state, process);
    return [`/** ${state.name} */`, ...(slips.length === 0 ? write(name, state.program) : writeMutants(name, state.program, slips, write))];
  });
}

function nameOf({ step, index }: StateProgram, process: number): string {
  return `step_${process}_${index}_${step.replaceAll(/\W+/g, "_")}`;
}

/** Text of the control state at which a process stands in the state at `a`. */
function standing({ slot }: ProcessProgram, packing: Packing): string {
  const { word, shift, width } = packing.slots[slot] as Packing["slots"][number];
  return `<i32>((load<u64>(a, ${word * 8}) >> ${shift}) & ${hex((1n << BigInt(width)) - 1n)})`;
}

/** @param reduces some processes may be chosen, and others left out */
function writeExpand(processes: readonly ProcessProgram[], packing: Packing, reduces: boolean): readonly string[] {
  const cases = processes.flatMap((process, index) => {
    const { name, states } = process;
    const isAble = `able |= ${2 ** index}`;
    return [
      `  // ${name}`,
      `  mover = ${index};`,
      ...(reduces ? [`  if (!(chosen & ${1 << index}) && mode != LIST) {`, ...writeAble(process, packing, isAble), "  } else"] : []),
      `  switch (${standing(process, packing)}) {`,
      ...states.map((state) => `    case ${state.index}: ${state.program === undefined ? isAble : `${nameOf(state, index)}(a)`}; break;`),
      "  }",
    ];
  });
  return [
    "/** Takes every leaf of every process in the state at `a`, or of the processes that are chosen. */",
    "function expand(a: usize): void {",
    ...cases,
    "}",
  ];
}

/** A process that another one goes before is able to move, or at its end, wherever its step has no guard; where it has one nobody asks: a later state tells. */
function writeAble(process: ProcessProgram, packing: Packing, isAble: string): readonly string[] {
  const able = process.states.filter(({ program }) => program === undefined || !hasGuard(program));
  return [
    `    switch (${standing(process, packing)}) {`,
    ...able.map(({ index }) => `      case ${index}:`),
    ...(able.length > 0 ? [`        ${isAble};`] : []),
    "    }",
  ];
}

function hasGuard({ statements }: Program): boolean {
  let found = false;
  walk(statements, { statement: ({ kind }) => (found ||= kind === "when") });
  return found;
}

/**
 * What asks the properties: each on new states or on transitions, while an answer at this length would still tell something. The predicates of temporal
 * properties follow them in number, and are asked of nobody on the way.
 */
function writeJudges({ properties, predicates }: ModelProgram): readonly string[] {
  const ask = (wanted: (kind: string) => boolean, state: string, some = false): readonly string[] =>
    properties.flatMap(({ kind }, index) => {
      if (!wanted(kind)) return [];
      const at = `PROPERTIES + ${index * PROPERTY.size}`;
      return [
        `  if (${some ? `asks & ${askBit(index)} && ` : ""}isOpen(${at})) {`,
        `    if (property${index}(a, b) ${kind === "always" || kind === "step" ? "==" : "!="} 0) answered(${at});`,
        `    if (failed) blame(${index}, ${state});`,
        "  }",
      ];
    });
  const choose = [...properties, ...predicates].map((_, index) => `    case ${index}: return property${index}(a, b);`);
  return [
    "function judgeState(b: usize, state: u32, asks: u32): void {",
    "  const a = b;",
    ...ask((kind) => kind !== "step", "state", true),
    "}",
    "function judgeStep(): void {",
    "  const a = current;",
    "  const b = SUCCESSOR;",
    ...ask((kind) => kind === "step", "next"),
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
