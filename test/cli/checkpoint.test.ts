import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { captureCli } from "./captureCli.js";

const LOOP = ["check", "bench/write-loop", "--workers", "1"];

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "faultline-resume-"));
}

test("a run that is cut short is kept in a folder of its own, and --resume ends it", async () => {
  const folder = newFolder();
  const cut = await captureCli([...LOOP, "--checkpoint", folder, "--max-states", "900"]);
  expect(cut).toMatchObject({ status: 3 });
  expect(readdirSync(folder)).toEqual(["bench-write-loop.1"]);
  const whole = await captureCli([...LOOP, "--resume", folder, "--json"]);
  expect(whole.status).toBe(0);
  expect(JSON.parse(whole.out).checks[0]).toMatchObject({ verdict: "holds", states: 4040, transitions: 15_778, depth: 31 });
});

test("a checkpoint of other bounds is refused, with its folder", async () => {
  const folder = newFolder();
  await captureCli([...LOOP, "--checkpoint", folder, "--max-states", "900"]);
  const { status, err } = await captureCli([...LOOP, "--resume", folder, "--set", "pages=4"]);
  expect(err).toContain("error FL311");
  expect(err).toContain(join(folder, "bench-write-loop.1"));
  expect(status).toBe(2);
});

test.each([
  [["--checkpoint-every", "1m"], "FL302"],
  [["--checkpoint", "here", "--engine", "reference"], "FL302"],
  [["--checkpoint", "here", "--resume", "there"], "FL302"],
  [["--checkpoint", "here", "--spill", "there"], "FL302"],
  [["--spill", "here", "--engine", "reference"], "FL302"],
  [["--spill", "here", "--search", "dfs"], "FL302"],
  [["--spill", "/proc/nothing"], "FL307"],
  [["--resume", "no/such/folder"], "FL307"],
  [["--checkpoint", "/proc/nothing"], "FL307"],
])("%o is refused: %s", async (flags, code) => {
  const { status, err } = await captureCli([...LOOP, ...flags]);
  expect(err).toContain(`error ${code}`);
  expect(status).toBe(2);
});
