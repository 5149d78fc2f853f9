/**
 * A reduced search whose states do not fit into memory, or that is kept and goes on, is the same reduced search: what is left out hangs on a state alone, not on where it is kept nor on when it is expanded.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { c10 } from "../../../checks/claims/c10.js";
import type { Reduction } from "../../../src/compiler/analysis/reduction.js";
import type { Budget } from "../../../src/engine/engine.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { SpecError } from "../../../src/language/errors.js";
import type { Model } from "../../../src/language/model.js";
import { exploreWith } from "../compiled/exploreWith.js";
import { bytesFor, tooLittle } from "../compiled/littleMemory.js";
import { filterLock } from "./examples/filterLock.js";
import { german } from "./examples/german.js";
import { randomCopies } from "./randomCopies.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const violated = c10.runs[0]?.model as Model;
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "faultline-reduced-"));
  folders.push(folder);
  return folder;
}

const examples: readonly { readonly model: Model; readonly reductions: readonly Reduction[] }[] = [
  { model: german(4), reductions: ["symmetry"] },
  { model: violated, reductions: ["por", "dead"] },
  ...(LONG ? [{ model: filterLock(4), reductions: ["symmetry"] } as const, { model: german(4), reductions: ["por", "dead", "symmetry"] } as const] : []),
];

describe.each(examples)("$model.name with $reductions", ({ model, reductions }) => {
  /** Memory for not quite all states: to find out who waits for ever may take room for most of them. */
  const notQuite = (states: unknown): number => bytesFor(model, 0.9 * Number(states));

  test("comes to the same in files as in memory", async () => {
    const wanted = await exploreWith(model, { reductions });
    const maxMemory = notQuite(wanted.states);
    const budget = { reductions, maxMemory, spill: newFolder() };
    expect(await exploreWith(model, { ...budget, spill: undefined })).toMatchObject({ reason: "more states than fit into its memory" });
    expect(await exploreWith(model, budget)).toEqual(wanted);
  });

  test("comes to the same where it is cut short and goes on, in memory and in files", async () => {
    const wanted = await exploreWith(model, { reductions });
    const folder = newFolder();
    const kept: Budget = { reductions, spill: folder, checkpoint: { folder, everySeconds: 0, resume: true } };
    for (const [part, maxMemory] of [
      [0.2, undefined],
      [0.8, notQuite(wanted.states)],
    ] as const) {
      const maxStates = Math.floor(part * Number(wanted.states));
      expect(await exploreWith(model, { ...kept, maxMemory, maxStates })).toMatchObject({ reason: `more than ${maxStates} states` });
    }
    expect(await exploreWith(model, kept)).toEqual(wanted);
  });
});

test("what is left out is the same where several memories and files share the states", async () => {
  const reductions = ["por", "dead"] as const;
  const wanted = await exploreWith(violated, { reductions });
  const addressable = bytesFor(violated, Number(wanted.states) / 4);
  const budget = { reductions, workers: 2, maxMemory: 2 * addressable, spill: newFolder() };
  expect(await exploreWith(violated, budget, { worthWaking: 0, addressable })).toEqual(wanted);
});

test("a search goes on with the reductions that it was kept with, or not at all", async () => {
  const kept = { checkpoint: { folder: newFolder(), everySeconds: 0, resume: true } };
  await exploreWith(german(4), { ...kept, reductions: ["symmetry"], maxStates: 500 });
  for (const reductions of [[], ["por"]] as const)
    await expect(exploreWith(german(4), { ...kept, reductions })).rejects.toMatchObject({ code: "FL311", message: expect.stringContaining("another model") });
});

test("random models whose copies are alike come to the same in files, of all orbits", async () => {
  let spilled = 0;
  for (let seed = 1; seed <= (LONG ? 40 : 3); seed++) {
    for (const model of await randomCopies(seed, 6)) {
      const wanted = await representatives(model);
      if (wanted === undefined || (wanted.states as number) < 1000) continue;
      const budget = { ...tooLittle(model, wanted.states as number, newFolder()), reductions: ["symmetry"] } as const;
      expect(await exploreWith(model, { ...budget, spill: undefined })).toMatchObject({ reason: "more states than fit into its memory" });
      expect(withLengths(await exploreWith(model, budget))).toEqual(withLengths(wanted));
      spilled++;
    }
  }
  expect(spilled).toBeGreaterThan(0);
}, 600_000);

/** Traces by their lengths alone: of shortest runs that do not fit into so little memory all at once, another one may be told. */
function withLengths({ properties = [], ...rest }: Partial<SearchResult>): object {
  return { ...rest, properties: properties.map(({ trace, witness, ...each }) => ({ ...each, lengths: [trace?.steps.length, witness?.steps.length] })) };
}

/** What is found of the orbits of a model; nothing, if it is too large, or breaks a rule. */
async function representatives(model: Model): Promise<Awaited<ReturnType<typeof exploreWith>> | undefined> {
  try {
    const found = await exploreWith(model, { reductions: ["symmetry"], maxStates: 20_000 });
    return found.reason === undefined ? found : undefined;
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}
