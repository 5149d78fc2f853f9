/**
 * Symmetry reduction on textbook examples: its states are as many as there are orbits, which are counted here by renumbering every state of the full graph in every way, by the names of
 * its slots.
 */
import { expect, test } from "vitest";
import { pairs } from "../../../checks/paths/pairs.js";
import { check } from "../../../src/engine/check.js";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import { NO_DEADLOCK, type SearchResult } from "../../../src/engine/result.js";
import type { StateGraph } from "../../../src/engine/search/stateGraph.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";
import { explored } from "../compiled/agree.js";
import { expectSameVerdicts } from "./agree.js";
import { dormitory } from "./examples/dormitory.js";
import { filterLock } from "./examples/filterLock.js";
import { german } from "./examples/german.js";
import { partners } from "./examples/partners.js";

const LONG = process.env.FAULTLINE_LONG === "1";

/** An example, and the names of what is renumbered in it. */
interface Example {
  readonly model: Model;
  readonly copies: number;
  /** Processes are named `process 0`, and so on; vectors have an element for each copy. */
  readonly process: string;
  readonly vectors: readonly string[];
  /** Variables that hold the number of a copy, or a set of them, whatever they lie in. */
  readonly ids: readonly string[];
  readonly sets: readonly string[];
}

const examples: readonly Example[] = [
  { model: filterLock(3), copies: 3, process: "contender", vectors: ["level"], ids: ["last"], sets: ["inside"] },
  { model: german(2), copies: 2, process: "client", vectors: ["line", "asks", "told", "acknowledged"], ids: ["served"], sets: ["sharers", "toInvalidate"] },
  { model: partners(3, true), copies: 3, process: "dancer", vectors: ["asked", "danced"], ids: ["asked", "first", "partner"], sets: ["danced"] },
];

/** Counting by hand takes a while: every state, on the reference engine, in each order. */
const larger: readonly Example[] = [
  { model: german(3), copies: 3, process: "client", vectors: ["line", "asks", "told", "acknowledged"], ids: ["served"], sets: ["sharers", "toInvalidate"] },
  { model: filterLock(4), copies: 4, process: "contender", vectors: ["level"], ids: ["last"], sets: ["inside"] },
  { model: partners(4, true), copies: 4, process: "dancer", vectors: ["asked", "danced"], ids: ["asked", "first", "partner"], sets: ["danced"] },
];

test.each(LONG ? [...examples, ...larger] : examples)(
  "a search stores one state of each orbit: $model.name",
  async (example) => {
    const { model } = example;
    const { states, orbits } = countedByHand(example);
    const { full, reduced } = await expectSameVerdicts(model, ["symmetry"]);
    expect(full.states).toBe(states);
    expect(reduced.states).toBe(orbits);
    expect(reduced.reductions).toEqual([
      { reduction: "symmetry", effect: expect.stringMatching(`^${orbits} states stand for ${states}: ${example.copies} copies of`) },
    ]);
    expect(reduced.depth).toBe(full.depth);
    expect(lengths(reduced)).toEqual(lengths(full));
    const { seconds: _, bytesPerState: __, ...told } = await check(model, { engine: "reference", reduce: ["symmetry"] });
    expect(told).toMatchObject(without(reduced));
  },
  600_000,
);

test("the representatives do not depend on the number of threads, and go with the other reductions", async () => {
  const model = partners(4, true);
  const [alone, together] = [await explored(model, { reductions: ["symmetry"] }), await explored(model, { reductions: ["symmetry"], workers: 3 })];
  expect(without(together)).toEqual({ ...without(alone), workers: 3 });
  const { reduced } = await expectSameVerdicts({ ...model, properties: (model.properties ?? []).filter(({ kind }) => kind !== "step") }, [
    "por",
    "dead",
    "symmetry",
  ]);
  expect(reduced.states).toBeLessThanOrEqual(alone.states);
}, 600_000);

test("who waits for ever is found although he is another one of the representative each time that somebody moves", async () => {
  const { full, reduced } = await expectSameVerdicts(dormitory, ["symmetry"]);
  expect(full.properties).toContainEqual(expect.objectContaining({ name: NO_DEADLOCK, verdict: "violated" }));
  expect(lengths(reduced)).toEqual(lengths(full));
});

test("two readers and two evictors beside a write: which is which makes no difference", async () => {
  const [run] = pairs.runs;
  const { full, reduced } = await expectSameVerdicts((run as (typeof pairs.runs)[number]).model, ["symmetry"]);
  const effect = `${reduced.states} states stand for ${full.states}: 2 copies of reader, 2 copies of evictor`;
  expect(reduced.reductions).toEqual([{ reduction: "symmetry", effect }]);
  expect(reduced.states).toBeLessThan(0.6 * full.states);
}, 600_000);

function without({ seconds: _, bytesPerState: __, ...told }: SearchResult): object {
  return told;
}

/** How long the traces and witnesses are. */
function lengths({ properties }: SearchResult): object {
  return Object.fromEntries(properties.map(({ name, trace, witness }) => [name, [trace?.steps.length, witness?.steps.length]]));
}

function countedByHand({ model, copies, ...names }: Example): { readonly states: number; readonly orbits: number } {
  const composed = compose(model);
  let graph: StateGraph | undefined;
  const search = referenceEngine.explore(composed, {
    onGraph: (whole) => {
      graph = whole;
    },
  });
  while (!search.next().done);
  const renumber = permutations(copies).map((numbers) =>
    renumbering(
      composed.slots.map(({ name }) => name),
      numbers,
      names,
    ),
  );
  const { states, read } = graph as StateGraph;
  const orbits = new Set<string>();
  for (let state = 0; state < states; state++) orbits.add(renumber.map((by) => by(read(state)).join()).sort()[0] as string);
  return { states, orbits: orbits.size };
}

function renumbering(slots: readonly string[], numbers: readonly number[], { process, vectors, ids, sets }: Omit<Example, "model" | "copies">) {
  const after = (_: string, start: string, number: string, end: string): string => `${start}${numbers[Number(number)]}${end}`;
  const nameAfter = (name: string): string =>
    name.replace(new RegExp(`^(${process} )(\\d+)(.*)$`), after).replace(new RegExp(`^((?:${vectors.join("|")})\\[)(\\d+)(\\].*)$`), after);
  const target = slots.map((name) => slots.indexOf(nameAfter(name)));
  const isOne = (names: readonly string[], slot: string): boolean => new RegExp(`(^|[.])(${names.join("|")})(\\[\\d+\\])?$`).test(slot);
  const valueAfter = (slot: string, value: number): number => {
    if (isOne(ids, slot)) return numbers[value] ?? value;
    return isOne(sets, slot) ? numbers.reduce((members, number, old) => members | (((value >>> old) & 1) << number), 0) : value;
  };
  return (state: Int32Array): Int32Array => {
    const renumbered = state.slice();
    for (const [slot, name] of slots.entries()) if (!name.endsWith(".self")) renumbered[target[slot] as number] = valueAfter(name, state[slot] as number);
    return renumbered;
  };
}

function permutations(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((shorter) => Array.from({ length: count }, (_, at) => [...shorter.slice(0, at), count - 1, ...shorter.slice(at)]));
}
