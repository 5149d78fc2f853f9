import type { TinyGraph } from "./tinyModel.js";

/** A run of a graph: its nodes. */
export type Walk = readonly number[];

/** Every run of a graph with so many steps. */
export function walksOf({ initial, edges }: TinyGraph, steps: number): readonly Walk[] {
  let walks: readonly Walk[] = initial.map((node) => [node]);
  for (let step = 0; step < steps; step++) walks = walks.flatMap((walk) => (edges[walk.at(-1) as number] ?? []).map((next) => [...walk, next]));
  return walks;
}

/**
 * Whether the abstract graph has a run beside this one, by the definition: it looks for one, place by place and step by step. With `ends`, one that can stand still for good
 * where this one has to.
 */
export function isAllowed(walk: Walk, concrete: TinyGraph, abstract: TinyGraph, ends: boolean): boolean {
  const agrees = (place: number, node: number): boolean => {
    const seen = concrete.colours[walk[place] as number];
    return seen === undefined || seen === abstract.colours[node];
  };
  const open = abstract.initial.filter((node) => agrees(0, node)).map((node) => ({ place: 0, node }));
  const visited = new Set<string>();
  const last = walk.length - 1;
  const mayStand = (node: number): boolean => !ends || !isStuck(concrete, walk[last] as number) || isStuck(abstract, node);
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    const { place, node } = here;
    if (visited.has(`${place} ${node}`)) continue;
    visited.add(`${place} ${node}`);
    if (place === last && mayStand(node)) return true;
    const next = abstract.edges[node] ?? [];
    for (const moved of next) if (agrees(place, moved)) open.push({ place, node: moved });
    if (place < last) for (const moved of [node, ...next]) if (agrees(place + 1, moved)) open.push({ place: place + 1, node: moved });
  }
  return false;
}

function isStuck({ edges }: TinyGraph, node: number): boolean {
  return (edges[node] ?? []).length === 0;
}
