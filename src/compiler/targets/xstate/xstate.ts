import { edgesOf } from "../../controlFlow.js";
import type { ModelProgram, ProcessProgram, Program, StateProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { combinations, type LeafProgram, leafProgramOf } from "../leaf/leafProgram.js";
import { Names } from "../leaf/names.js";
import { Variables } from "../leaf/variables.js";
import { javaScriptBody } from "../promela/cStatements.js";
import { JsPrinter } from "./jsPrinter.js";

/** A machine without data: a parallel region a process, a state a control state, an event an edge. */
export interface ControlConfig {
  readonly id: string;
  readonly type: "parallel";
  readonly states: Readonly<Record<string, Region>>;
}

interface Region {
  readonly initial: string;
  readonly states: Readonly<Record<string, { readonly type?: "final"; readonly on?: Readonly<Record<string, string>> }>>;
}

/**
 * The control structure of a model as a machine for XState 5. Guards and data are left out: every edge that the control-flow graph has may be taken, by the event
 * `PROCESS: FROM -> TO`.
 */
export function controlConfig(model: ModelProgram): ControlConfig {
  const regions = model.processes.map((process, index) => [keyOf(process.name), regionOf(model, process, index)] as const);
  return { id: model.name, type: "parallel", states: Object.fromEntries(regions) };
}

function regionOf({ initial }: ModelProgram, process: ProcessProgram, index: number): Region {
  const key = (state: number): string => keyOf(process.states[state]?.name ?? "");
  const edges = edgesOf(process);
  const states = process.states.map(({ index: from, program }) => {
    const on = edges.filter((edge) => edge.from === from).map(({ to }) => [`${process.name}: ${key(from)} -> ${key(to)}`, key(to)] as const);
    return [key(from), program === undefined ? { type: "final" as const } : { on: Object.fromEntries(on) }] as const;
  });
  return { initial: key(firstState(initial, index)), states: Object.fromEntries(states) };
}

/** Where a process starts. */
function firstState({ statements }: Program, process: number): number {
  for (const statement of statements) if (statement.kind === "next" && statement.process === process) return statement.state;
  return 0;
}

/** XState reads a dot in the name of a state as a path. */
function keyOf(name: string): string {
  return name.replaceAll(".", ":");
}

/**
 * A JavaScript module for XState 5 and `@xstate/graph`. `config` is {@link controlConfig}; `logic`, `events` and `serializeState` are the model itself as actor
 * logic: getAdjacencyMap(logic, { events, serializeState, limit: Infinity }) has exactly faultline's states and transitions if there is one initial state, and otherwise
 * one state more, from which an event each leads to the initial states.
 * @throws SpecError FL310 for a step with too many combinations of answers
 */
export function xstateOf(model: ModelProgram): string {
  const names = new Names(RESERVED);
  const variables = new Variables(model, new Names([]));
  const taker = (program: Program, about: string, wanted: string): { readonly name: string; readonly code: string; readonly entry: string } => {
    const leaf = leafProgramOf(program, about);
    const name = names.take(wanted);
    return { name, code: functionOf(model, leaf, name, about, new JsPrinter(variables, names.inner())), entry: entryOf(leaf, name) };
  };
  const initial = taker(model.initial, "initial states", "initial");
  const processes = model.processes.map((process) => ({
    process,
    steps: process.states
      .filter((state): state is StateProgram & { program: Program } => state.program !== undefined)
      .map((state) => ({ state, ...taker(state.program, state.name, `${state.function} ${state.step}`) })),
  }));
  const table = processes.map(({ process, steps }) => {
    const rows = steps.map(({ state, entry }) => `      ${state.index}: { name: ${JSON.stringify(state.name)}, ${entry} },\n`).join("");
    return `  {\n    slot: ${process.slot},\n    steps: {\n${rows}    },\n  },\n`;
  });
  return `// ${commentOf(model.name)}: exported by faultline for XState 5 and @xstate/graph.

/** The control structure: createMachine(config). */
export const config = ${JSON.stringify(controlConfig(model), null, 2)};

/** What the numbers in a state are. */
export const slots = ${JSON.stringify(model.slots.map(({ name }) => name))};

${HELPERS}
${[initial, ...processes.flatMap(({ steps }) => steps)].map(({ code }) => code).join("\n")}
const blank = [${model.slots.map(({ least }) => least).join(", ")}];
const beginning = { name: "initial", ${initial.entry} };
const processes = [
${table.join("")}];
${LOGIC}`;
}

function functionOf(model: ModelProgram, leaf: LeafProgram, name: string, about: string, printer: JsPrinter): string {
  const parameters = ["now", "after_", ...leaf.answers.map(({ temp }) => printer.temp(temp))];
  return `// ${commentOf(about)}\nfunction ${name}(${parameters.join(", ")}) {\n${javaScriptBody(model, leaf, printer)}}\n`;
}

function entryOf(leaf: LeafProgram, name: string): string {
  const answers = leaf.answers.map(({ label, least, greatest }) => `[${JSON.stringify(label)}, ${least}, ${greatest}]`);
  return `take: ${name}, combinations: ${combinations(leaf)}, answers: [${answers.join(", ")}]`;
}

const RESERVED: readonly string[] = `
break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return
super switch this throw true try typeof var void while with yield let static await async of config slots blank beginning processes logic events serializeState
leavesOf answersOf taken stepOf after initialStates only sizeOf countOf allOf anyOf now after_ i_ end_ value_ count_ begin_ into_ read_ Math Infinity Int32Array Array Object
`
  .trim()
  .split(/\s+/);

const HELPERS = `function sizeOf(set) {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}
function countOf(from, to, holds) {
  let found = 0;
  for (let index = from; index < to; index++) if (holds(index)) found++;
  return found;
}
function allOf(from, to, holds) {
  for (let index = from; index < to; index++) if (!holds(index)) return false;
  return true;
}
function anyOf(from, to, holds) {
  for (let index = from; index < to; index++) if (holds(index)) return true;
  return false;
}
`;

const LOGIC = `
function answersOf({ answers }, leaf) {
  const given = [];
  let rest = leaf;
  for (let index = answers.length - 1; index >= 0; index--) {
    const [, least, greatest] = answers[index];
    const options = greatest - least + 1;
    given.unshift(least + (rest % options));
    rest = Math.floor(rest / options);
  }
  return given;
}

/** The state after one leaf of a step; undefined where that leaf does not exist. */
function taken({ take }, now, given) {
  const after_ = Int32Array.from(now);
  return take(now, after_, ...given) ? [...after_] : undefined;
}

/** The answers of each leaf of a step that exists in a state. */
function leavesOf(step, now) {
  const all = Array.from({ length: step.combinations }, (_, leaf) => answersOf(step, leaf));
  return all.filter((given) => taken(step, now, given) !== undefined);
}

/** The initial states, twins included. */
export const initialStates = leavesOf(beginning, blank).map((given) => taken(beginning, blank, given));

const only = initialStates.length === 1 ? initialStates[0] : null;

/** The step at which a process stands. */
function stepOf(process, state) {
  const { slot, steps } = processes[process];
  return steps[state[slot]];
}

function after(state, { process, answers }) {
  if (state === null) return initialStates[answers[0]];
  return taken(stepOf(process, state), state, answers) ?? state;
}

/** Actor logic whose context is a state, or null before the initial state is chosen. */
export const logic = {
  getInitialSnapshot: () => ({ status: "active", output: undefined, error: undefined, context: only }),
  transition: (snapshot, event) => ({ ...snapshot, context: after(snapshot.context, event) }),
  getPersistedSnapshot: (snapshot) => snapshot,
  restoreSnapshot: (snapshot) => snapshot,
};

/** The events that a state takes: one for each transition. */
export function events({ context }) {
  if (context === null) return initialStates.map((_, index) => ({ type: "initial", process: -1, answers: [index] }));
  return processes.flatMap((_, process) => {
    const step = stepOf(process, context);
    return step === undefined ? [] : leavesOf(step, context).map((answers) => ({ type: step.name, process, answers }));
  });
}

export function serializeState({ context }) {
  return context === null ? "" : context.join();
}
`;
