import fc from "fast-check";
import { type AnyStateMachine, assign, type EventObject, setup } from "xstate";
import { bool, range } from "../../../src/index.js";

interface Context {
  count: number;
  flag: boolean;
}

/** Domains of the context of {@link machineOf}; its assigns stay within them. */
export const CONTEXT = { count: range(0, 2), flag: bool };
/** Events of {@link machineOf}, of which two differ in their payload only. */
export const EVENTS: readonly EventObject[] = [{ type: "A" }, { type: "B", by: 1 } as EventObject, { type: "B", by: 2 } as EventObject];

const machines = setup({
  types: { context: {} as Context, events: {} as { type: "A" } | { type: "B"; by: number } },
  guards: {
    flagged: ({ context }) => context.flag,
    low: ({ context }) => context.count < 2,
    byTwo: ({ event }) => event.type === "B" && event.by === 2,
  },
  actions: {
    count: assign({ count: ({ context }) => (context.count + 1) % 3 }),
    add: assign({ count: ({ context, event }) => (context.count + (event.type === "B" ? event.by : 0)) % 3 }),
    flip: assign({ flag: ({ context }) => !context.flag }),
  },
});

const actions = fc.array(fc.constantFrom("count", "add", "flip"), { maxLength: 2 });
const guard = fc.constantFrom(undefined, "flagged", "low", "byTwo");

/** A transition: its target is picked among the states of the machine once they are known. */
interface Move {
  readonly to: number | undefined;
  readonly reenter: boolean;
  readonly guard: string | undefined;
  readonly actions: readonly string[];
}

const move = fc.record({ to: fc.option(fc.nat(30), { nil: undefined, freq: 6 }), reenter: fc.boolean(), guard, actions });
const moves = fc.record({ A: fc.array(move, { maxLength: 2 }), B: fc.array(move, { maxLength: 2 }) });

interface Node {
  readonly kind: "atomic" | "final" | "compound" | "parallel";
  readonly on: { readonly A: readonly Move[]; readonly B: readonly Move[] };
  readonly always: readonly Move[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly children: readonly Node[];
}

/** Arbitrary states, with eventless transitions where there are to be some. */
function nodes(always: fc.Arbitrary<readonly Move[]>): { root: fc.Arbitrary<Node> } {
  const nodeOf = (kind: fc.Arbitrary<Node["kind"]>, children: fc.Arbitrary<readonly Node[]>): fc.Arbitrary<Node> =>
    fc.record({ kind, on: moves, always, entry: actions, exit: actions, children });
  const inner = fc.constantFrom("compound" as const, "parallel" as const);
  const { tree } = fc.letrec<{ tree: Node; leaf: Node; inner: Node }>((tie) => ({
    leaf: nodeOf(fc.constantFrom("atomic", "atomic", "atomic", "final"), fc.constant([])),
    inner: nodeOf(inner, fc.array(tie("tree"), { minLength: 1, maxLength: 3 })),
    tree: fc.oneof({ maxDepth: 2, withCrossShrink: true }, tie("leaf"), tie("inner")),
  }));
  return { root: nodeOf(inner, fc.array(tree, { minLength: 1, maxLength: 3 })) };
}

/** Small machines whose snapshots survive JSON, without `always`. */
export const anyConfig: fc.Arbitrary<object> = nodes(fc.constant([])).root.map(wholeConfig);

/** The same with `always`, and at most two states at a time in which nothing is nested. Some of them never come to rest. */
export const anyEagerConfig: fc.Arbitrary<object> = nodes(fc.array(move, { maxLength: 1 }))
  .root.filter((root) => widthOf(root) <= 2)
  .map(wholeConfig);

function widthOf({ kind, children }: Node): number {
  const widths = children.map(widthOf);
  return kind === "parallel" ? widths.reduce((sum, width) => sum + width, 0) : Math.max(1, ...widths);
}

/** The machine that a configuration describes. */
export function machineOf(config: object): AnyStateMachine {
  return machines.createMachine(config as Parameters<typeof machines.createMachine>[0]);
}

function wholeConfig(root: Node): object {
  const ids = idsOf(root, "r").slice(1);
  return { ...configOf(root, "r", ids), exit: [], context: { count: 0, flag: false }, options: { maxIterations: 30 } };
}

function idsOf({ children }: Node, id: string): string[] {
  return [id, ...children.flatMap((child, index) => idsOf(child, `${id}_${index}`))];
}

function configOf({ kind, on, always, entry, exit, children }: Node, id: string, ids: readonly string[]): object {
  const shared = { id, entry, exit };
  if (kind === "final") return { ...shared, type: "final" };
  const states = Object.fromEntries(children.map((child, index) => [`s${index}`, configOf(child, `${id}_${index}`, ids)]));
  const handlers = { A: on.A.map((one) => transitionOf(one, ids)), B: on.B.map((one) => transitionOf(one, ids)) };
  const moving = { ...shared, on: handlers, always: always.map((one) => transitionOf(one, ids)) };
  if (kind === "atomic") return moving;
  return { ...moving, states, ...(kind === "compound" ? { initial: "s0" } : { type: "parallel" }) };
}

function transitionOf({ to, reenter, guard, actions }: Move, ids: readonly string[]): object {
  const target = to === undefined ? {} : { target: `#${ids[to % ids.length]}`, reenter };
  return { ...target, actions, ...(guard === undefined ? {} : { guard }) };
}
