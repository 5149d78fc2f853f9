import type { Exploration } from "./exploration.js";
import type { GraphView } from "./protocol.js";

/** A graph with more states than this is folded. */
const MOST_NODES = 120;
/** So many states are looked at to fold them. */
const MOST_STATES = 5_000;

/** The graph of a model from a state on: its states while they are few, else the places where its processes can stand at the same time. */
export function modelGraph(exploration: Exploration, origin: number): GraphView {
  const known = new Set([origin]);
  const frontier = [...known];
  const edges: Edge[] = [];
  for (let index = 0; index < frontier.length && known.size < MOST_STATES; index++) {
    const from = frontier[index] as number;
    for (const { control, state } of exploration.leaves(from)) {
      if (state === undefined) continue;
      const to = exploration.numberOf(state);
      edges.push({ from, to, label: `${control.instance.machine.prototype.name} · ${control.step}` });
      if (known.has(to)) continue;
      known.add(to);
      frontier.push(to);
    }
  }
  const folded = known.size > MOST_NODES;
  const nodeOf = (state: number): string => (folded ? placesOf(exploration, state) : String(state));
  return {
    folded,
    nodes: [...grouped(known, nodeOf)].map(([id, states]) => ({ id, states, initial: states.includes(origin) })),
    edges: distinct(edges.map(({ from, to, label }) => ({ from: nodeOf(from), to: nodeOf(to), label }))),
    looked: known.size,
    gaveUp: known.size >= MOST_STATES,
  };
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** Where each process stands, one a line. */
function placesOf(exploration: Exploration, number: number): string {
  const state = exploration.stateOf(number);
  return exploration.composed.processes.map(({ states, slot }) => states[state[slot] as number]?.name).join("\n");
}

function grouped(states: Iterable<number>, nodeOf: (state: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const state of states) {
    const id = nodeOf(state);
    groups.set(id, [...(groups.get(id) ?? []), state]);
  }
  return groups;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
