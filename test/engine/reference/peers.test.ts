import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import type { Model } from "../../../src/language/index.js";
import { explore } from "../../fixtures/explore.js";

// The write loop, written by hand for Murphi and for SPIN, 3 pages of 4 cells: see the README beside them.
const models = fileURLToPath(new URL("../../../../shared/bench/write-loop/", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "faultline-peers-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const ours = explore(benchWriteLoop.runs[0]?.model as Model);

/** Runs a test where its tools and its model are; elsewhere says aloud what is missing, and the test counts as skipped. */
function withPeer(peer: string, file: string, compare: (model: string) => void): void {
  const model = join(models, file);
  const missing = [peer, "gcc"].filter((tool) => spawnSync(tool, ["--version"]).error !== undefined);
  if (!existsSync(model)) missing.push(model);
  if (missing.length > 0) console.warn(`skipped: no comparison with ${peer} without ${missing.join(" and ")}`);
  it.skipIf(missing.length > 0)(`${peer} counts the same states and transitions in the model that was written for it by hand`, () => compare(model));
}

function run(tool: string, ...args: string[]): string {
  return execFileSync(tool, args, { cwd: work, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function figure(output: string, pattern: RegExp): number {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in:\n${output}`);
  return Number(found.replaceAll(",", ""));
}

withPeer("rumur", "wl_3_4.m", (model) => {
  run("rumur", "--deadlock-detection", "off", "--threads", "1", "--color", "off", "--output", "wl.c", model);
  run("gcc", "-O1", "-march=native", "-o", "wl", "wl.c", "-lpthread", "-latomic");
  const output = run("./wl");
  expect(figure(output, /([\d,]+) states/)).toBe(ours.states);
  expect(figure(output, /([\d,]+) rules fired/)).toBe(ours.transitions);
});

withPeer("spin", "wl_3_4.pml", (model) => {
  run("spin", "-a", model);
  run("gcc", "-O1", "-DSAFETY", "-DNOREDUCE", "-DBFS", "-o", "pan", "pan.c");
  const output = run("./pan", "-m100000", "-E");
  // SPIN also counts the state before init's one line, and two transitions: that line and the start of the process.
  expect(figure(output, /([\d]+) states, stored/)).toBe(ours.states + 1);
  expect(figure(output, /([\d]+) transitions/)).toBe(ours.transitions + 2);
  // Its breadth-first depth counts from that state.
  expect(figure(output, /depth reached ([\d]+)/)).toBe(ours.depth + 1);
});
