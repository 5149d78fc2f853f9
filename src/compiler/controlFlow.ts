import type { ModelProgram, ProcessProgram, Program, Statement } from "./ir.js";

/** An edge between control states of one process. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** Every control state that a step's program may lead to; conditions are not looked into, constants are folded already. */
export function edgesOf({ states }: ProcessProgram): readonly Edge[] {
  return states.flatMap(({ index, program }) => [...targetsOf(program?.statements ?? [])].map((to) => ({ from: index, to })));
}

/**
 * Steps that no path through the control states reaches, whatever the data: `writer/iomap_write_iter.copy`. A step that a search never
 * fires may still be reached here; one that is dead here never fires.
 */
export function deadSteps(model: ModelProgram): readonly string[] {
  return model.processes.flatMap((process, index) => {
    const live = reachable(process, startsOf(model.initial, index));
    return process.states.filter((state) => state.program !== undefined && !live.has(state.index)).map(({ name }) => name);
  });
}

/** The control-flow graph of each process in the language of Graphviz: a cluster a process, a double circle for an end. */
export function controlFlowDot(model: ModelProgram): string {
  const clusters = model.processes.map((process, index) => clusterOf(model, process, index));
  return `digraph ${quoted(model.name)} {\n  node [shape=box];\n${clusters.join("")}}\n`;
}

function clusterOf(model: ModelProgram, process: ProcessProgram, index: number): string {
  const starts = startsOf(model.initial, index);
  const node = (state: number): string => quoted(`${index}:${state}`);
  const shape = (isEnd: boolean, isStart: boolean): string => (isEnd ? ", shape=doublecircle" : isStart ? ", style=bold" : "");
  const nodes = process.states.map(
    ({ index: state, name, program }) => `    ${node(state)} [label=${quoted(name)}${shape(program === undefined, starts.has(state))}];\n`,
  );
  const edges = edgesOf(process).map(({ from, to }) => `    ${node(from)} -> ${node(to)};\n`);
  return `  subgraph ${quoted(`cluster_${index}`)} {\n    label=${quoted(process.name)};\n${nodes.join("")}${edges.join("")}  }\n`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function reachable(process: ProcessProgram, starts: ReadonlySet<number>): ReadonlySet<number> {
  const seen = new Set(starts);
  const edges = edgesOf(process);
  for (const state of seen) for (const { from, to } of edges) if (from === state) seen.add(to);
  return seen;
}

function startsOf({ statements }: Program, process: number): ReadonlySet<number> {
  return targetsOf(statements, process);
}

function targetsOf(statements: readonly Statement[], process?: number): Set<number> {
  const found = new Set<number>();
  const visit = (statement: Statement): void => {
    if (statement.kind === "next" && (process === undefined || statement.process === process)) found.add(statement.state);
    if (statement.kind === "if") for (const inner of [...statement.whenTrue, ...statement.otherwise]) visit(inner);
    if (statement.kind === "loop") for (const inner of statement.body) visit(inner);
  };
  for (const statement of statements) visit(statement);
  return found;
}
