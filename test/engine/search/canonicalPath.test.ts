import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalPath, type End } from "../../../src/engine/search/canonicalPath.js";
import { Graph } from "../../../src/engine/search/graph.js";
import { type Model, parameters, range, system } from "../../../src/language/index.js";
import { explore, traceOf } from "../../fixtures/explore.js";

/** A graph by levels: for each level, for each of its states, edges as [offset into the next level, mover]. */
type Levels = readonly (readonly (readonly (readonly [number, number])[])[])[];

const WIDTH = 3;

function graphOf(levels: Levels): Graph {
  const graph = new Graph();
  graph.levels.push(0);
  levels.forEach((states, level) => {
    for (const edges of states) {
      for (const [offset, mover] of edges) graph.edge((level + 1) * WIDTH + offset, mover);
      graph.expanded(0);
    }
    graph.levels.push((level + 1) * WIDTH);
  });
  return graph;
}

const edges = fc.array(fc.tuple(fc.nat(WIDTH - 1), fc.nat(2)), { maxLength: 3 });
const levels = fc.array(fc.array(edges, { minLength: WIDTH, maxLength: WIDTH }), { minLength: 1, maxLength: 5 });

/** Every path from level 0 to the last, in order, with its movers. */
function paths(of: Levels): { leaves: number[]; movers: number[]; initial: number; before: number; last: number }[] {
  let all = Array.from({ length: WIDTH }, (_, initial) => ({ leaves: [] as number[], movers: [] as number[], initial, before: initial, last: initial }));
  of.forEach((states, level) => {
    all = all.flatMap(({ leaves, movers, initial, last }) =>
      (states[last % WIDTH] ?? []).map(([offset, mover], leaf) => ({
        leaves: [...leaves, leaf],
        movers: [...movers, mover],
        initial,
        before: last,
        last: (level + 1) * WIDTH + offset,
      })),
    );
  });
  return all;
}

const switches = (movers: readonly number[]): number => movers.filter((mover, index) => index > 0 && mover !== movers[index - 1]).length;

it("is the first of all shortest paths with the fewest context switches", () => {
  fc.assert(
    fc.property(levels, fc.nat(WIDTH - 1), fc.boolean(), (drawn, offset, byLeaf) => {
      const graph = graphOf(drawn);
      const target = drawn.length * WIDTH + offset;
      const candidates = paths(drawn).filter(({ last }) => last === target);
      fc.pre(candidates.length > 0);
      const best = candidates.reduce((least, path) => (switches(path.movers) < switches(least.movers) ? path : least));
      const ends: End[] = byLeaf ? candidates.map(({ before, leaves }) => ({ state: before, leaf: leaves[leaves.length - 1] })) : [{ state: target }];
      const { initial, leaves } = canonicalPath(graph, ends, byLeaf ? drawn.length - 1 : drawn.length);
      expect({ initial, leaves }).toEqual({ initial: best.initial, leaves: best.leaves });
    }),
    { numRuns: 500 },
  );
});

it("among those with the fewest switches, is the first with the fewest surprises", () => {
  fc.assert(
    fc.property(levels, fc.nat(WIDTH - 1), fc.array(fc.nat(2), { minLength: 60, maxLength: 60 }), (drawn, offset, dice) => {
      const graph = graphOf(drawn);
      const target = drawn.length * WIDTH + offset;
      const surprisesAt = (state: number): number[] => [0, 1, 2].map((leaf) => dice[(7 * state + leaf) % dice.length] as number);
      const surprisesOn = ({ initial, leaves }: { initial: number; leaves: readonly number[] }): number => {
        let state = initial;
        return leaves.reduce((sum, leaf, level) => {
          const here = surprisesAt(state)[leaf] as number;
          state = (level + 1) * WIDTH + (drawn[level]?.[state % WIDTH]?.[leaf]?.[0] as number);
          return sum + here;
        }, 0);
      };
      const candidates = paths(drawn).filter(({ last }) => last === target);
      fc.pre(candidates.length > 0);
      const fewest = Math.min(...candidates.map(({ movers }) => switches(movers)));
      const best = candidates
        .filter(({ movers }) => switches(movers) === fewest)
        .reduce((least, path) => (surprisesOn(path) < surprisesOn(least) ? path : least));
      const layered = { levels: graph.levels, edges: graph.edges.bind(graph), surprises: surprisesAt };
      const { initial, leaves } = canonicalPath(layered, [{ state: target }], drawn.length);
      expect({ initial, leaves }).toEqual({ initial: best.initial, leaves: best.leaves });
    }),
    { numRuns: 500 },
  );
});

/** Two processes count to two each. */
function pair(): Model {
  const sys = system("pair", { parameters: parameters({}), variables: { a: range(0, 2), b: range(0, 2) } });
  const count = (name: "a" | "b") =>
    sys.process(
      name,
      sys.actor(name, {
        source: "this test",
        exits: ["done"],
        steps: {
          tick(s) {
            s[name] += 1;
            return s[name] === 2 ? "done" : "tick";
          },
        },
      }),
    );
  return sys.model("pair", {
    processes: [count("a"), count("b")],
    properties: [sys.never("both", {}, (s) => s.a === 2 && s.b === 2), sys.step("last", {}, (before, after) => !(before.a === 2 && after.b === 2))],
  });
}

it("a process goes on for as long as it may, and the first process goes first", () => {
  const result = explore(pair());
  expect(traceOf(result, "both")).toEqual(["a.tick()", "a.tick()", "b.tick()", "b.tick()"]);
  expect(traceOf(result, "last")).toEqual(["a.tick()", "a.tick()", "b.tick()", "b.tick()"]);
});
