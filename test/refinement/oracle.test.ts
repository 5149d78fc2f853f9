import fc from "fast-check";
import { expect, test } from "vitest";
import { refines } from "../../src/index.js";
import { isAllowed, type Walk, walksOf } from "./bruteForce.js";
import { modelOf, type TinyGraph, tinyGraph } from "./tinyModel.js";

const PAIRS = process.env.FAULTLINE_LONG === "1" ? 20_000 : 400;
/** Runs of up to so many steps are tried. */
const TRIED = 6;

/** The nodes of a counterexample, or nothing where there is none. */
async function counterexample(concrete: TinyGraph, abstract: TinyGraph, ends: boolean): Promise<Walk | undefined> {
  const [a, b] = [modelOf("concrete", concrete), modelOf("abstract", abstract)];
  const { properties } = await refines(a.model, b.model, a.colour, { abstractThrough: b.colour, ends, engine: "reference" });
  const { verdict, trace } = properties.at(-1) ?? {};
  expect(verdict).toBe(trace === undefined ? "holds" : "violated");
  return trace && [trace.initial, ...trace.steps.map(({ state }) => state ?? [])].map(([node]) => node as number);
}

const pair = fc.tuple(tinyGraph(4, 2), tinyGraph(5, 4), fc.boolean());

test(`${PAIRS} random pairs come out as trying all short runs says`, async () => {
  const seen = { violated: 0, holds: 0, long: 0 };
  const agrees = fc.asyncProperty(pair, async ([concrete, abstract, ends]) => {
    const walk = await counterexample(concrete, abstract, ends);
    seen[walk === undefined ? "holds" : "violated"]++;
    if (walk !== undefined && walk.length > 2) seen.long++;
    if (walk !== undefined) {
      expect(walksOf(concrete, walk.length - 1)).toContainEqual(walk);
      expect(isAllowed(walk, concrete, abstract, ends)).toBe(false);
    }
    const shorter = walk === undefined ? TRIED : Math.min(walk.length - 2, TRIED);
    for (let steps = 0; steps <= shorter; steps++) for (const other of walksOf(concrete, steps)) expect(isAllowed(other, concrete, abstract, ends)).toBe(true);
  });
  await fc.assert(agrees, { numRuns: PAIRS });
  expect(seen.violated).toBeGreaterThan(PAIRS / 10);
  expect(seen.holds).toBeGreaterThan(PAIRS / 10);
  expect(seen.long).toBeGreaterThan(0);
}, 3_600_000);
