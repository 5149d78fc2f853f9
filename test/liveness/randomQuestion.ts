import fc from "fast-check";
import type { Atom, Formula } from "../../src/language/formula.js";
import { at } from "../../src/language/ltl.js";
import type { Letters } from "../../src/liveness/product.js";
import type { Assumption, RunGraph } from "../../src/liveness/runGraph.js";

/** An explicit graph with labels, fairness towards some of its actions, and a formula about its runs. */
export interface Question {
  readonly graph: RunGraph;
  readonly letters: Letters;
  readonly formula: Formula;
  readonly assumptions: readonly Assumption[];
}

/** Two atoms are true of states, one of edges. */
const NAMES = ["a", "b", "taken"];
const ATOMS = NAMES.map(at);
const ON_EDGES = 1 << 2;
const ACTIONS = 3;

export function numberOf(atom: Atom): number {
  return atom.kind === "at" ? NAMES.indexOf(atom.place) : -1;
}

const formulas = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Formula>(...ATOMS, ...ATOMS, { op: "true" }, { op: "false" }),
    fc.record({ op: fc.constantFrom("not", "globally", "eventually"), of: tie("formula") }),
    fc.record({ op: fc.constantFrom("and", "or", "implies", "equivalent", "until", "weakUntil", "release"), left: tie("formula"), right: tie("formula") }),
  ) as fc.Arbitrary<Formula>,
})).formula;

/** What a graph is made of: letters of states; edges as source, target, letter and actions, where no target means a leaf without successor. */
export interface Drawn {
  readonly letters: readonly number[];
  readonly initial: readonly number[];
  readonly edges: readonly { readonly from: number; readonly to: number | null; readonly marked: boolean; readonly actions: readonly number[] }[];
  readonly formula: Formula;
  readonly assumptions: readonly Assumption[];
}

export const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 1, max: 4 }).chain((states) => {
  const state = fc.nat(states - 1);
  const edge = fc.record({
    from: state,
    to: fc.option(state, { freq: 10 }),
    marked: fc.boolean(),
    actions: fc.uniqueArray(fc.nat(ACTIONS - 1), { maxLength: 2 }),
  });
  return fc.record({
    letters: fc.array(fc.nat(3), { minLength: states, maxLength: states }),
    initial: fc.uniqueArray(state, { minLength: 1, maxLength: 2 }),
    edges: fc.array(edge, { maxLength: 7 }),
    formula: formulas,
    assumptions: fc.array(fc.record({ strength: fc.constantFrom("weak", "strong"), action: fc.nat(ACTIONS - 1) }), { maxLength: 2 }),
  });
});

/** @param renumbered another number for each state */
export function questionOf(
  { letters, initial, edges, formula, assumptions }: Drawn,
  renumbered: readonly number[] = letters.map((_, state) => state),
): Question {
  const stays = { to: 0, marked: false, actions: [] as readonly number[] };
  const kinds = [stays, ...edges];
  const rows: { target: number; kind: number }[][] = letters.map(() => []);
  edges.forEach(({ from, to }, index) => {
    rows[renumbered[from] as number]?.push({ target: to === null ? -1 : (renumbered[to] as number), kind: index + 1 });
  });
  for (const [state, row] of rows.entries()) if (row.every(({ target }) => target < 0)) row.push({ target: state, kind: 0 });
  const firstEdge = Int32Array.from([0, ...rows.map((_, state) => rows.slice(0, state + 1).flat().length)]);
  const enabledBy = rows.map((row) => new Set(row.flatMap(({ target, kind }) => (target < 0 ? [] : (kinds[kind]?.actions ?? [])))));
  const ofState = new Int32Array(letters.length);
  for (const [state, letter] of letters.entries()) ofState[renumbered[state] as number] = letter;
  const graph: RunGraph = {
    states: letters.length,
    initial: initial.map((state) => renumbered[state] as number),
    firstEdge,
    targets: Int32Array.from(rows.flat(), ({ target }) => target),
    edgeKinds: Int32Array.from(rows.flat(), ({ kind }) => kind),
    actionsOf: kinds.map(({ actions }) => new Set(actions)),
    enabledKinds: Int32Array.from(rows, (_, state) => state),
    enabledBy,
  };
  return { graph, letters: { ofState, ofKind: Int32Array.from(kinds, ({ marked }) => (marked ? ON_EDGES : 0)) }, formula, assumptions };
}
