import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import { adjacency } from "../../src/cli/bench/adjacency.js";
import type { Benchmark } from "../../src/cli/bench/benchmarks.js";
import { exported, writtenByHand } from "../../src/cli/bench/buildPeer.js";
import type { Contender } from "../../src/cli/bench/contender.js";
import { ourEngine } from "../../src/cli/bench/faultline.js";
import { measure } from "../../src/cli/bench/measure.js";
import { rumur } from "../../src/cli/bench/rumur.js";
import { spin } from "../../src/cli/bench/spin.js";
import type { Model } from "../../src/language/index.js";
import { explore } from "../fixtures/explore.js";

const tiny: Benchmark = {
  name: "tiny",
  check: "bench/write-loop",
  set: { pages: 2, cells: 2 },
  counts: null,
  initialStates: 1,
  byHand: "tiny",
  spinTable: 10,
};

afterEach(() => vi.unstubAllEnvs());

/** A folder with shell scripts that stand in for the peers' tools, and nothing else on the path; models by hand may lie there, too. */
function install(tools: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "faultline-stubs-"));
  for (const [name, body] of Object.entries(tools)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  vi.stubEnv("PATH", folder);
  return folder;
}

/** A compiler: what it builds prints what the model says, and notes in the stubs' folder that it ran. */
function compiler(program: string, folder = "$(/usr/bin/dirname $0)"): string {
  return `{ echo '#!/bin/sh'; echo "echo ${program} >> ${folder}/order"; echo "/bin/cat $PWD/model"; } > ${program}; /bin/chmod +x ${program}`;
}

const SPIN = "/bin/cp $2 model";
const RUMUR = "/bin/cp $7 model";

const PAN = "     11 states, stored\n     22 transitions (= stored+matched)\n    1.500\ttotal actual memory usage\npan: elapsed time 0.25 seconds\n";
const VERIFIER = "\t10 states, 20 rules fired in 0s.\n";

function measuring(contenders: readonly Contender[], { runs = 1, maxSeconds = 60 } = {}, told: string[] = []) {
  return measure(tiny, contenders, { runs, maxSeconds, onRun: (text) => told.push(text) });
}

test("SPIN's counts are ours once its init is taken off, and it tells its own time and memory", async () => {
  const folder = install({ spin: SPIN, cc: compiler("pan") });
  writeFileSync(join(folder, "tiny.pml"), PAN);
  const [measured] = await measuring([spin("by hand", writtenByHand(folder, "pml"))]);
  expect(measured).toMatchObject({ name: "SPIN, by hand", peer: "SPIN", missing: null });
  expect(measured?.measurements).toMatchObject([{ states: 10, transitions: 20, depth: null, searchSeconds: 0.25, accountedBytes: 1.5 * 2 ** 20 }]);
});

test("every transition to an initial state is taken off, too", async () => {
  const folder = install({ spin: SPIN, cc: compiler("pan") });
  writeFileSync(join(folder, "tiny.pml"), PAN);
  const contender = spin("by hand", writtenByHand(folder, "pml"));
  const [measured] = await measure({ ...tiny, initialStates: 4 }, [contender], { runs: 1, maxSeconds: 60, onRun: () => {} });
  expect(measured?.measurements[0]?.transitions).toBe(17);
});

test("Rumur's counts are ours as they stand, and its search has no time of its own", async () => {
  const folder = install({ rumur: RUMUR, cc: compiler("verifier") });
  writeFileSync(join(folder, "tiny.m"), VERIFIER);
  const [measured] = await measuring([rumur("by hand", writtenByHand(folder, "m"))]);
  expect(measured?.measurements).toMatchObject([{ states: 10, transitions: 20, searchSeconds: null, accountedBytes: null }]);
});

test("programs take turns", async () => {
  const folder = install({ spin: SPIN, rumur: RUMUR, cc: `if [ -e verifier.c ]; then ${compiler("verifier")}; else ${compiler("pan")}; fi` });
  writeFileSync(join(folder, "tiny.pml"), PAN);
  writeFileSync(join(folder, "tiny.m"), VERIFIER);
  writeFileSync(join(folder, "rumur"), `#!/bin/sh\n${RUMUR}; : > verifier.c\n`);
  const told: string[] = [];
  const contenders = [spin("by hand", writtenByHand(folder, "pml")), rumur("by hand", writtenByHand(folder, "m"))];
  const measured = await measuring(contenders, { runs: 2 }, told);
  expect(readFileSync(join(folder, "order"), "utf8").trim().split("\n")).toEqual(["pan", "verifier", "pan", "verifier"]);
  expect(measured.map(({ measurements }) => measurements.length)).toEqual([2, 2]);
  expect(told).toContain("tiny: Rumur, by hand, run 2 of 2");
});

test("what is missing is named: a tool, a model, a model that the tool does not take, a program that prints no counts", async () => {
  const folder = install({ cc: compiler("pan"), rumur: "echo 'tiny.m:1: syntax error' >&2; exit 1" });
  writeFileSync(join(folder, "tiny.m"), VERIFIER);
  writeFileSync(join(folder, "tiny.pml"), "nothing");
  const reasons = async (...contenders: Contender[]) => (await measuring(contenders)).map(({ missing }) => missing);
  const byHand = spin("by hand", writtenByHand(folder, "pml"));
  expect(await reasons(byHand, rumur("by hand", writtenByHand(folder, "m")), spin("by hand", writtenByHand("/nowhere", "pml")))).toEqual([
    "spin is not installed",
    "rumur: tiny.m:1: syntax error",
    "there is no /nowhere/tiny.pml",
  ]);
  writeFileSync(join(folder, "spin"), `#!/bin/sh\n${SPIN}\n`, { mode: 0o755 });
  expect(await reasons(byHand)).toEqual([expect.stringMatching(/^pan printed no .*states, stored/)]);
});

test("a search of SPIN's that was cut off is no figure", async () => {
  const folder = install({ spin: SPIN, cc: compiler("pan") });
  writeFileSync(join(folder, "tiny.pml"), `error: max search depth too small\n${PAN}`);
  const [measured] = await measuring([spin("by hand", writtenByHand(folder, "pml"))]);
  expect(measured).toMatchObject({ missing: "pan: max search depth too small", measurements: [] });
});

test("a program that takes too long is given up, and not run again", async () => {
  const folder = install({ spin: ":", cc: "{ echo '#!/bin/sh'; echo 'exec /bin/sleep 60'; } > pan; /bin/chmod +x pan" });
  writeFileSync(join(folder, "tiny.pml"), PAN);
  const told: string[] = [];
  const [measured] = await measuring([spin("by hand", writtenByHand(folder, "pml"))], { runs: 3, maxSeconds: 0.2 }, told);
  expect(measured).toMatchObject({ missing: "gave up after 0.2 s", measurements: [] });
  expect(told.filter((text) => text.includes("run "))).toHaveLength(1);
});

test("our engine and @xstate/graph count the same, and ours tells its depth", async () => {
  const measured = await measuring([ourEngine("reference", 1), adjacency]);
  const { states, transitions, depth } = explore(benchWriteLoop.runs[0]?.model as Model, tiny.set);
  expect(measured.map(({ missing }) => missing)).toEqual([null, null]);
  expect(measured.map(({ measurements: [first] }) => first)).toMatchObject([
    { states, transitions, depth },
    { states, transitions, depth: null },
  ]);
});

test("what SPIN is given, where nobody has written a model by hand, is our export at the benchmark's bounds", async () => {
  install({ spin: `/bin/grep -q proctype $2 && printf '${PAN.replaceAll("\n", "\\n").replaceAll("\t", "\\t")}' > model`, cc: compiler("pan") });
  const [measured] = await measuring([spin("our export", exported("promela"))]);
  expect(measured).toMatchObject({ missing: null, measurements: [{ states: 10 }] });
});

test("an engine that explores with other workers than it was asked for is no figure", async () => {
  const [measured] = await measuring([ourEngine("reference", 2)]);
  expect(measured).toMatchObject({ missing: "this version explores with the reference engine and 1 worker(s)", measurements: [] });
});
