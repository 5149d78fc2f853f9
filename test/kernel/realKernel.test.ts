/**
 * What Debian's own kernel does, where `faultline kernel prepare --mutate d031a8866e70-reverted` was run and an emulator is installed; elsewhere these are left out.
 * Each boot takes some seconds.
 */
import { describe, expect, it } from "vitest";
import { b01 } from "../../checks/bugs/b01-rounded-end.js";
import { b03 } from "../../checks/open/b03.js";
import { b07 } from "../../checks/open/b07.js";
import { askGuest } from "../../src/kernel/askGuest.js";
import { conform } from "../../src/kernel/conform/conform.js";
import { guestReport } from "../../src/kernel/console/guestReport.js";
import { boot } from "../../src/kernel/guest/boot.js";
import { guestNamed } from "../../src/kernel/guests.js";
import { modelKernelOf } from "../../src/kernel/modelKernelOf.js";
import { type Mutation, mutationNamed } from "../../src/kernel/mutations.js";
import { mutantFile } from "../../src/kernel/prepare/buildMutant.js";
import { KernelCache } from "../../src/kernel/prepare/kernelCache.js";
import { BOOT_TOOLS, missingTools } from "../../src/kernel/prepare/requirements.js";
import { isPrepared } from "../../src/kernel/prepare/unpackKernel.js";
import { replayCells } from "../../src/kernel/replay/replayCells.js";
import { replayPlan } from "../../src/kernel/replay/replayPlan.js";
import type { Run } from "../../src/language/index.js";

const cache = new KernelCache();
const guest = guestNamed("6.1");
const asking = { cache, guest, maxSeconds: 100 };
const isThere = missingTools(BOOT_TOOLS).length === 0 && isPrepared(cache, guest);
const reverted = mutationNamed("d031a8866e70-reverted");

function plan(run: Run | undefined, property: string, mutation?: Mutation): ReturnType<typeof replayPlan> {
  return replayPlan({ run: run as Run, set: {}, trace: undefined, property, guest, filesystem: undefined, mutation });
}

describe.skipIf(!isThere)("the real kernel does what the model says", () => {
  it.skipIf(!cache.has(mutantFile(guest, reverted)))("b01: stale cells with the fix reverted, none without it, and none in the controls", async () => {
    const { kernels, scenarios } = plan(b01.runs[0], "**", reverted);
    const { cells } = await replayCells(asking, kernels, scenarios);
    expect(cells.map(({ asPredicted }) => asPredicted)).toEqual(cells.map(() => true));
    const stale = cells.filter(({ kernel }) => kernel?.outcome.content.remounted.includes("S"));
    expect(stale.map(({ scenario, judged }) => [scenario.name, judged.mutation?.name])).toEqual([["counterexample", reverted.name]]);
  });

  it("the open defects: b03 on gfs2 and b07 on xfs", async () => {
    for (const [run, property, letter] of [
      [b03.runs[0], "*stale*left*", "S"],
      [b07.runs[0], "*uninitialised*left*", "G"],
    ] as const) {
      const { kernels, scenarios } = plan(run, property);
      const { cells, guests } = await replayCells(asking, kernels, scenarios);
      expect(cells.map(({ asPredicted }) => asPredicted)).toEqual(cells.map(() => true));
      expect(cells.filter(({ kernel }) => kernel?.outcome.content.cached.includes(letter)).map(({ scenario }) => scenario.name)).toEqual(["counterexample"]);
      expect(guests[0]?.tainted).toBe(0);
    }
  });

  it.each(["gfs2", "xfs"] as const)("random writes to %s do only what the model allows", async (filesystem) => {
    const { agreed, diverging, undecided } = await conform(asking, modelKernelOf(guest), {
      filesystem,
      runs: 20,
      seed: 5,
      initOnAlloc: false,
      blockSizes: [1024],
    });
    expect(diverging).toEqual([]);
    expect(undecided).toEqual([]);
    expect(agreed).toBe(20);
  });

  it("a guest that holds a defect that the model does not have is found out: the judge can fail", async () => {
    const { scenarios } = plan(b01.runs[0], "**", reverted);
    const stock = { mutation: undefined, model: modelKernelOf(guest, reverted) };
    const { cells } = await replayCells(asking, [stock], scenarios.slice(0, 1));
    expect(cells.map(({ asPredicted }) => asPredicted)).toEqual([false]);
  });

  it("end-block: a store through a mapping is lost when a write to the block of the end of the file fails, and only then", async () => {
    // at the fault of page 1 a byte is stored in the block; then the source cannot be read any more, or can
    const write = (name: string, size: number, does: readonly string[]): string =>
      [`scenario ${name}`, `size ${size}`, "write 32868", "piece 0 0 99", "piece 1 0 1", ...does, "end\n"].join("\n");
    const fails = ["on 1 1 store 32769", "on 1 1 protect 0 1"];
    const script = [write("in-block", 34816, fails), write("at-edge", 36864, fails), write("succeeds", 34816, fails.slice(0, 1))].join("");
    const names = ["in-block", "at-edge", "succeeds"];
    const errand = { guest, filesystem: "xfs", mutation: undefined, script } as const;
    const { scenarios, tainted } = guestReport(await boot(cache, errand, { blockBytes: 4096, initOnAlloc: false, maxSeconds: 100 }), names);
    const holdsStore = (moment: "cached" | "remounted"): (boolean | undefined)[] =>
      scenarios.map(({ files }) => files[moment]?.runs.some(({ kind }) => kind === "m"));
    expect(scenarios.map(({ fate, returned }) => [fate, returned?.count])).toEqual([
      ["whole", -1],
      ["whole", -1],
      ["whole", 100],
    ]);
    expect(holdsStore("cached")).toEqual([true, true, true]);
    expect(holdsStore("remounted")).toEqual([false, true, true]);
    expect(tainted).toBe(0);
  });
});

it("a guest is asked something, or not at all (FL505)", async () => {
  await expect(askGuest(asking, [])).rejects.toMatchObject({ code: "FL505" });
});
