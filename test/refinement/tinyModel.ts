import fc from "fast-check";
import { type Mapping, type Model, mapping, parameters, range, type Seen, system, when } from "../../src/language/index.js";

/** A graph whose nodes can be told apart by a colour only; a node without one is not to be seen. */
export interface TinyGraph {
  readonly initial: readonly number[];
  readonly edges: readonly (readonly number[])[];
  readonly colours: readonly (number | undefined)[];
}

/** Random graphs of up to `nodes` nodes, each with up to `degree` edges. */
export function tinyGraph(nodes: number, degree: number): fc.Arbitrary<TinyGraph> {
  return fc.integer({ min: 1, max: nodes }).chain((size) => {
    const node = fc.integer({ min: 0, max: size - 1 });
    const each = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { minLength: size, maxLength: size });
    return fc.record({
      initial: fc.uniqueArray(node, { minLength: 1, maxLength: 2 }),
      edges: each(fc.array(node, { maxLength: degree })),
      colours: each(fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 1 }) }, { weight: 1, arbitrary: fc.constant(undefined) })),
    });
  });
}

/** The graph as a model of one process, with what can be seen of it. */
export function modelOf(name: string, { initial, edges, colours }: TinyGraph): { readonly model: Model; readonly colour: Mapping } {
  const graph = system(name, { parameters: parameters({}), variables: { node: range(0, edges.length - 1) } });
  const walker = graph.actor("walker", {
    source: "a random graph",
    steps: {
      walk(s, _, __, choose) {
        const next = edges[s.node] ?? [];
        when(next.length > 0);
        s.node = next[choose.number("edge", 0, next.length - 1)] ?? 0;
        return "walk";
      },
    },
  });
  const model = graph.model(name, {
    processes: [graph.process("walker", walker)],
    initial: graph.initial((s, _, choose) => {
      s.node = initial[choose.number("initial", 0, initial.length - 1)] ?? 0;
    }),
  });
  return { model: { ...model, interpreted: true }, colour: mapping(graph, "its colour", {}, (s): Seen => ({ colour: colours[s.node] })) };
}
