import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Job } from "../../src/cli/job.js";
import { RunPool } from "../../src/cli/runPool.js";

const FAULTY = fileURLToPath(new URL("fixtures/faulty.ts", import.meta.url));
const TANK = fileURLToPath(new URL("fixtures/tank.check.ts", import.meta.url));

function job(file: string, id: string): Job {
  return { source: { kind: "check", file, id }, run: 0, options: { set: {} }, strict: false };
}

test("a thread that dies loses its own run, with the reason, and no other", async () => {
  const outcomes = await new RunPool(1).run([job(FAULTY, "faulty/exits"), job(FAULTY, "faulty/innocent")]);
  expect(outcomes[0]).toMatchObject({ kind: "lost", reason: "its thread exited with status 7" });
  expect(outcomes[1]).toMatchObject({ kind: "decided", report: { verdict: "holds", states: 5 } });
});

test("a run that needs more memory than there is comes back as lost to that, with what was seen last", async () => {
  const outcomes = await new RunPool(1, {}, { maxOldGenerationSizeMb: 64 }).run([job(FAULTY, "faulty/hoards"), job(FAULTY, "faulty/innocent")]);
  expect(outcomes[0]).toMatchObject({ kind: "lost", reason: expect.stringContaining("out of memory") });
  expect(outcomes[1]).toMatchObject({ kind: "decided", report: { verdict: "holds" } });
});

test("an interrupted pool gives what was learned of the running, and that the others never began", async () => {
  const pool: RunPool = new RunPool(1, { onProgress: () => pool.interrupt() });
  const outcomes = await pool.run([job(TANK, "tank/endless"), job(TANK, "tank/holds")]);
  expect(outcomes[0]).toMatchObject({ kind: "decided", report: { verdict: "incomplete", reason: "interrupted", asExpected: false } });
  expect(outcomes[0]?.kind === "decided" && outcomes[0].report.states).toBeGreaterThan(0);
  expect(outcomes[1]).toMatchObject({ kind: "lost", reason: "interrupted" });
});

test("an abandoned pool does not wait for anybody", async () => {
  const pool: RunPool = new RunPool(1, { onProgress: () => pool.abandon() });
  expect(await pool.run([job(TANK, "tank/endless")])).toMatchObject([{ kind: "lost", reason: "interrupted", last: { states: expect.any(Number) } }]);
});

test("outcomes are in the order of the jobs, whatever order they end in", async () => {
  const ids = ["tank/refuted", "tank/holds", "tank/overflow", "tank/deadlock"];
  const outcomes = await new RunPool(2).run(ids.map((id) => job(TANK, id)));
  expect(outcomes.map((outcome) => outcome.kind === "decided" && outcome.report.model)).toEqual(["pumping", "pumping", "overfilling", "waiting"]);
});

test("a pool without jobs is done", async () => {
  expect(await new RunPool(2).run([])).toEqual([]);
});
