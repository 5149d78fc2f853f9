import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/index.js";
import { readResults } from "../../src/sweep/resultFile.js";
import { followSchedule } from "../../src/sweep/swarm/followSchedule.js";
import { scheduleIn } from "../../src/sweep/swarm/spin.js";
import { captureCli } from "../cli/captureCli.js";
import { halls } from "../cli/fixtures/hall.sweep.js";
import { fixture } from "../cli/runCli.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-swarm-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const hasSpin = ["spin", "cc"].every((tool) => spawnSync(tool, [tool === "cc" ? "--version" : "-V"]).status === 0);
if (!hasSpin) console.warn("!!! SKIPPED: spin or a C compiler is not installed; no swarm is asked");

const hall = compose(halls.subjects[0]?.model({ far: 12 }) as Model);
const TRAIL = "-4:-4:-4\n1:0:10\n2:0:11\n3:0:11\n4:0:13\n5:0:17\n6:0:18\n7:0:19\n8:1:5\n9:1:2\n";

describe("a trail of SPIN's", () => {
  test("names the way to begin, and who moves", () => {
    expect(scheduleIn(TRAIL)).toEqual({ way: 2, processes: [0, 0] });
  });

  test("is taken again on the specification's own functions, into a violation that is one", () => {
    const trace = followSchedule(hall, { way: 7, processes: Array.from({ length: 12 }, () => 0) });
    expect(trace).toMatchObject({ property: "nobody comes to the last door", failure: { message: "Door 3 stays alone." } });
    expect(trace?.steps).toHaveLength(6);
  });

  test("that leads nowhere, or begins where nobody begins, is no violation", () => {
    expect(followSchedule(hall, { way: 4, processes: [0, 0, 0] })).toBeUndefined();
    expect(followSchedule(hall, { way: 1000, processes: [0] })).toBeUndefined();
    expect(followSchedule(hall, { way: 7, processes: [5] })).toBeUndefined();
  });
});

describe.skipIf(!hasSpin)("a sweep with SPIN's swarm", () => {
  test("tells violations, and decides nothing that it does not find", async () => {
    const out = join(folder, "swarm.ndjson");
    const args = ["sweep", `${fixture("hall.sweep.ts")}#halls`, "--backend", "spin-swarm", "--swarm", "2", "--no-cache", "--json", "--out", out];
    const { status } = await captureCli(args);
    expect(status).toBe(1);
    const results = readResults(out).sort((one, other) => (one.bounds.far ?? 0) - (other.bounds.far ?? 0));
    expect(results.map(({ verdict, exact }) => [verdict, exact])).toEqual([
      ["incomplete", false],
      ["incomplete", false],
      ["violated", false],
    ]);
    expect(results[0]).toMatchObject({ reason: expect.stringContaining("swarm of 2 found nothing"), states: expect.any(Number) });
    expect(results[0]?.states).toBeGreaterThan(0);
    expect(results[2]?.properties.find(({ verdict }) => verdict === "violated")?.steps).toBeGreaterThan(0);
  });

  test("is an error where SPIN is missing (FL501)", async () => {
    const before = process.env.PATH;
    process.env.PATH = folder;
    try {
      const { status, err } = await captureCli(["sweep", `${fixture("hall.sweep.ts")}#halls`, "--backend", "spin-swarm", "--no-cache"]);
      expect([status, err]).toEqual([2, expect.stringContaining("error FL501")]);
    } finally {
      process.env.PATH = before;
    }
  });

  test.each([
    ["--backend", "tlc"],
    ["--backend", "spin-swarm", "--split"],
    ["--backend", "spin-swarm", "--max-states", "5"],
  ])("%s %s %s is refused (FL302)", async (...args) => {
    const { status, err } = await captureCli(["sweep", `${fixture("hall.sweep.ts")}#halls`, ...args]);
    expect([status, err]).toEqual([2, expect.stringContaining("error FL302")]);
  });
});
