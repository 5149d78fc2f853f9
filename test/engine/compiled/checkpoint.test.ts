import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { c10 } from "../../../checks/claims/c10.js";
import type { Budget } from "../../../src/engine/engine.js";
import type { Model } from "../../../src/language/model.js";
import { placeModel } from "../../compiler/exampleModels.js";
import { blockers } from "./blockers.js";
import { deadEnd } from "./deadEnd.js";
import { exploreWith } from "./exploreWith.js";

const KILLS = process.env.FAULTLINE_LONG === "1" ? 20 : 8;
/** Bytes: room for a sixth of the states of a search that is killed. */
const TOO_LITTLE = String(2.4 * 2 ** 20);
const writeLoop = benchWriteLoop.runs[0]?.model as Model;
const violated = c10.runs[0]?.model as Model;

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "faultline-checkpoint-"));
}

function keptIn(folder: string, resume = false, everySeconds = 3600): Budget {
  return { checkpoint: { folder, everySeconds, resume } };
}

describe("a search that is cut short again and again ends with the verdict, counts and traces of one that is not:", () => {
  test.each([writeLoop, blockers, placeModel, violated].map((model) => ({ name: model.name, model })))("$name", async ({ model }) => {
    const wanted = await exploreWith(model, {});
    const folder = newFolder();
    let result = await exploreWith(model, { ...keptIn(folder), maxStates: 1 });
    for (let most = 10; result.reason !== undefined; most *= 3) result = await exploreWith(model, { ...keptIn(folder, true), maxStates: most });
    expect(result).toEqual(wanted);
    expect(await exploreWith(model, keptIn(folder, true)), "once it is over").toEqual(wanted);
  });

  test("with threads that come and go, and several memories", async () => {
    const set = { pages: 5 };
    const wanted = await exploreWith(writeLoop, {}, {}, set);
    const folder = newFolder();
    const scale = { worthWaking: 0, addressable: 2 ** 20 };
    const room = { maxMemory: 8 * 2 ** 20 };
    let result = await exploreWith(writeLoop, { ...keptIn(folder, true, 0), ...room, workers: 2, maxStates: 40_000 }, scale, set);
    expect(result.reason).toBe("more than 40000 states");
    result = await exploreWith(writeLoop, { ...keptIn(folder, true, 0), ...room, workers: 1, maxStates: 80_000 }, scale, set);
    expect(result.reason).toBe("more than 80000 states");
    expect(await exploreWith(writeLoop, { ...keptIn(folder, true, 0), ...room, workers: 3 }, scale, set)).toEqual(wanted);
  });
});

test("a search that was over when it was kept remembers who waits in the last states that it found", async () => {
  const folder = newFolder();
  await exploreWith(deadEnd, keptIn(folder, false, 0));
  const resumed = await exploreWith(deadEnd, keptIn(folder, true));
  expect(resumed).toMatchObject({ verdict: "violated", states: 2, depth: 1 });
  expect(resumed).toEqual(await exploreWith(deadEnd, {}));
});

describe("what is no checkpoint of this search is refused:", () => {
  async function cutShort(): Promise<string> {
    const folder = newFolder();
    await exploreWith(writeLoop, { ...keptIn(folder), maxStates: 500 });
    return folder;
  }

  test("one of other bounds", async () => {
    const resumed = exploreWith(writeLoop, keptIn(await cutShort(), true), {}, { pages: 4 });
    await expect(resumed).rejects.toMatchObject({ code: "FL311", message: expect.stringContaining("other bounds") });
  });

  test("one that was made to stop at the first violation", async () => {
    const resumed = exploreWith(writeLoop, { ...keptIn(await cutShort(), true), stopOnFirst: true });
    await expect(resumed).rejects.toMatchObject({ code: "FL311", message: expect.stringContaining("--stop-on-first") });
  });

  test("one whose states were changed", async () => {
    const folder = await cutShort();
    const states = readFileSync(join(folder, "states-0"));
    states[20] = (states[20] as number) ^ 1;
    writeFileSync(join(folder, "states-0"), states);
    await expect(exploreWith(writeLoop, keptIn(folder, true))).rejects.toMatchObject({
      code: "FL311",
      message: expect.stringContaining("changed or cut short"),
    });
  });

  test("one whose states were cut short", async () => {
    const folder = await cutShort();
    truncateSync(join(folder, "states-0"), 100);
    await expect(exploreWith(writeLoop, keptIn(folder, true))).rejects.toMatchObject({ code: "FL311" });
  });

  test.each(["", "{}", '{"format":"faultline checkpoint 7"}'])("one whose header is %o", async (header) => {
    const folder = await cutShort();
    writeFileSync(join(folder, "checkpoint.json"), header);
    await expect(exploreWith(writeLoop, keptIn(folder, true))).rejects.toMatchObject({ code: "FL311" });
  });
});

test("states that were being written when the machine stopped are written again", async () => {
  const wanted = await exploreWith(writeLoop, {});
  const folder = newFolder();
  await exploreWith(writeLoop, { ...keptIn(folder), maxStates: 500 });
  appendFileSync(join(folder, "states-0"), Buffer.alloc(1000, 7));
  expect(await exploreWith(writeLoop, keptIn(folder, true))).toEqual(wanted);
});

test("a folder that cannot be written to is a coded error", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  await expect(exploreWith(writeLoop, keptIn(file))).rejects.toMatchObject({ code: "FL307" });
});

test("a search that is killed at random moments, twenty of them with FAULTLINE_LONG=1, ends as one that is not, whether its states fit into memory or not", async () => {
  const folder = newFolder();
  const kept = fileURLToPath(new URL("kept.ts", import.meta.url));
  let resumed = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    if (existsSync(join(folder, "checkpoint.json"))) resumed++;
    await new Promise<void>((ended) => {
      const child = spawn(process.execPath, ["--import", "tsx", kept, folder, ...(kill % 2 === 1 ? [TOO_LITTLE] : [])]);
      child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), 600 * Math.random()));
      child.on("close", () => ended());
    });
  }
  expect(resumed).toBeGreaterThan(0);
  const result = await exploreWith(writeLoop, { ...keptIn(folder, true), workers: 2 }, {}, { pages: 6 });
  expect(result).toMatchObject({ verdict: "holds", states: 955_840, transitions: 6_619_184, depth: 61 });
});
