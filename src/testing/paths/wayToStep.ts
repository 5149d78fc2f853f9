import type { CheckOptions } from "../../engine/check.js";
import type { Model } from "../../language/index.js";
import { exploreGraph } from "./exploreGraph.js";
import { type Way, wayOf } from "./findPaths.js";
import { WayGraph } from "./wayGraph.js";

/** A shortest run that takes one of some steps, which are named as control states; undefined where none was found. */
export async function wayToStep(model: Model, options: CheckOptions, names: ReadonlySet<string>): Promise<Way | undefined> {
  const { composed, graph } = await exploreGraph(model, options);
  const ways = new WayGraph(graph);
  const isMeant = composed.processes.map(({ states }) => states.map(({ name }) => names.has(name)));
  // Edges are in the order of the states that they leave, which is breadth first.
  for (let edge = 0; edge < ways.edges; edge++) {
    const mover = ways.movers.at(edge);
    const state = ways.from.at(edge);
    const slots = graph.read(ways.states[state] as number);
    if (isMeant[mover]?.[slots[composed.processes[mover]?.slot as number] as number]) return wayOf(ways, graph, [...ways.wayTo(state), edge]);
  }
  return undefined;
}
