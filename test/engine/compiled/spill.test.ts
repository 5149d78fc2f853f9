import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { c10 } from "../../../checks/claims/c10.js";
import type { Budget } from "../../../src/engine/engine.js";
import type { ParameterValues } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";
import { brokenModel, placeModel } from "../../compiler/exampleModels.js";
import { blockers } from "./blockers.js";
import { exploreWith } from "./exploreWith.js";
import { bytesFor, tooLittle } from "./littleMemory.js";

const LONG = process.env.FAULTLINE_LONG === "1";
const writeLoop = benchWriteLoop.runs[0]?.model as Model;
const violated = c10.runs[0]?.model as Model;

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "faultline-spill-"));
}

describe("a search whose states do not fit into memory goes on to the verdict, counts and traces of one that has room:", () => {
  const models: readonly (readonly [model: Model, set?: ParameterValues])[] = [
    [writeLoop],
    [violated],
    [blockers, { rings: 300 }],
    ...(LONG ? ([[placeModel], [brokenModel]] as const) : []),
  ];

  test.each(models.map(([model, set]) => ({ name: model.name, model, set })))("$name", async ({ model, set }) => {
    const wanted = await exploreWith(model, {}, {}, set);
    const folder = newFolder();
    const budget = tooLittle(model, wanted.states as number, folder);
    const without = await exploreWith(model, { ...budget, spill: undefined }, {}, set);
    expect(without).toMatchObject({ reason: "more states than fit into its memory" });
    expect(without.states).toBeLessThan((wanted.states as number) / 3);
    for (const workers of LONG ? [1, 2, 3] : [2]) expect(await exploreWith(model, { ...budget, workers }, { worthWaking: 0 }, set)).toEqual(wanted);
    expect(readdirSync(folder), "nothing is left there").toEqual([]);
  });

  test("with reductions", async () => {
    const reductions = ["por", "dead"] as const;
    const wanted = await exploreWith(violated, { reductions });
    const budget = { ...tooLittle(violated, wanted.states as number, newFolder()), reductions };
    expect(await exploreWith(violated, { ...budget, spill: undefined })).toMatchObject({ reason: "more states than fit into its memory" });
    expect(await exploreWith(violated, { ...budget, workers: 2 }, { worthWaking: 0 })).toEqual(wanted);
  });

  test("in several memories", async () => {
    const wanted = await exploreWith(writeLoop, {}, {}, { pages: 4 });
    const addressable = bytesFor(writeLoop, 1000);
    const budget = { workers: 2, maxMemory: 3 * addressable, spill: newFolder() };
    expect(await exploreWith(writeLoop, { ...budget, spill: undefined }, { addressable }, { pages: 4 })).toMatchObject({ verdict: "incomplete" });
    expect(await exploreWith(writeLoop, budget, { addressable, worthWaking: 0 }, { pages: 4 })).toEqual(wanted);
  });

  test("whose initial states alone are too many", async () => {
    const wanted = await exploreWith(violated, {});
    expect(wanted.initialStates).toBeGreaterThan(1500);
    expect(await exploreWith(violated, { maxMemory: bytesFor(violated, 1600), spill: newFolder() })).toEqual(wanted);
  });
});

describe("a search that spills and is kept", () => {
  const kept = (folder: string, states: number, resume = true): Budget => ({
    maxMemory: bytesFor(writeLoop, states),
    spill: folder,
    checkpoint: { folder, everySeconds: 0, resume },
  });

  test("and cut short again and again, with more memory and with less, ends as one that is not", async () => {
    const wanted = await exploreWith(writeLoop, {});
    const folder = newFolder();
    let result = await exploreWith(writeLoop, { ...kept(folder, 700, false), maxStates: 100 });
    for (let most = 300; result.reason !== undefined; most += 900)
      result = await exploreWith(writeLoop, { ...kept(folder, most % 1800 === 300 ? 700 : 5000), workers: 2, maxStates: most }, { worthWaking: 0 });
    expect(result).toEqual(wanted);
    expect(await exploreWith(writeLoop, kept(folder, 700)), "once it is over").toEqual(wanted);
  });

  test("is refused where a file of it was changed or cut short", async () => {
    const folder = newFolder();
    await exploreWith(writeLoop, { ...kept(folder, 700, false), maxStates: 3000 });
    const states = readFileSync(join(folder, "states-0"));
    const changed = Buffer.from(states);
    changed[2000] = (changed[2000] as number) ^ 1;
    const damage = { code: "FL311", message: expect.stringContaining("changed or cut short") };
    writeFileSync(join(folder, "states-0"), changed);
    await expect(exploreWith(writeLoop, kept(folder, 700))).rejects.toMatchObject(damage);
    writeFileSync(join(folder, "states-0"), states);
    truncateSync(join(folder, "waiting-0"), 100);
    await expect(exploreWith(writeLoop, kept(folder, 700))).rejects.toMatchObject(damage);
  });

  test("is not taken up without --spill where it does not fit into memory", async () => {
    const folder = newFolder();
    await exploreWith(writeLoop, { ...kept(folder, 700, false), maxStates: 3000 });
    await expect(exploreWith(writeLoop, { ...kept(folder, 700), spill: undefined })).rejects.toMatchObject({
      code: "FL311",
      hint: expect.stringContaining("--spill"),
    });
  });
});

test("a budget ends a search that spills, with what it found on the way", async () => {
  const budget = { maxMemory: bytesFor(violated, 8000), spill: newFolder() };
  const stopped = await exploreWith(violated, { ...budget, stopOnFirst: true });
  expect(stopped).toEqual(await exploreWith(violated, { stopOnFirst: true }));
  const cut = await exploreWith(violated, { ...budget, maxStates: 52_000 });
  expect(cut).toMatchObject({ verdict: "violated", reason: "more than 52000 states" });
  expect(cut.states).toBeGreaterThan(52_000);
  expect(cut.states).toBeLessThan(1.05 * 52_000);
});

test("a disk that is full makes it incomplete, and it says so, with what it found; nothing is left there", () => {
  const folder = newFolder();
  const spilled = fileURLToPath(new URL("spilled.ts", import.meta.url));
  const command = `ulimit -f 200; exec "$0" --import tsx "$1" "$2" "$3"`;
  const said = execFileSync("bash", ["-c", command, process.execPath, spilled, folder, String(bytesFor(writeLoop, 20_000))], { encoding: "utf8" });
  const result = JSON.parse(said);
  expect(result).toMatchObject({ verdict: "incomplete", reason: expect.stringContaining("disk is full") });
  expect(result.states).toBeGreaterThan(10_000);
  expect(result.states).toBeLessThan((200 * 1024) / 8);
  expect(result.properties).toContainEqual(expect.objectContaining({ verdict: "incomplete" }));
  expect(readdirSync(folder)).toEqual([]);
});

test("what is decided on the graph needs it in memory: the search ends there, and says so", async () => {
  const onGraph = (): void => {};
  const result = await exploreWith(writeLoop, { ...tooLittle(writeLoop, 4040, newFolder()), onGraph });
  expect(result).toMatchObject({ verdict: "incomplete", reason: expect.stringContaining("temporal properties and refinements need them there") });
});

test("a folder that cannot be written to is a coded error, at once", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  await expect(exploreWith(writeLoop, { spill: file })).rejects.toMatchObject({ code: "FL307", message: expect.stringContaining("spilled") });
});
