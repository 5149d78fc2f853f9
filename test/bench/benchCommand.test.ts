import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { measure } from "../../src/cli/bench/measure.js";
import type { measureStart } from "../../src/cli/bench/measureStart.js";
import type { measureSweep } from "../../src/cli/bench/measureSweep.js";
import type { Measured } from "../../src/report/benchReport.js";

// What is measured, and how, is tested beside this; here it is what becomes of it. Modules are loaded anew before and after, for files share them.
const measuring = vi.fn<typeof measure>();
const starting = vi.fn<typeof measureStart>();
const sweeping = vi.fn<typeof measureSweep>();
vi.resetModules();
vi.doMock("../../src/cli/bench/measure.js", () => ({ measure: measuring }));
vi.doMock("../../src/cli/bench/measureStart.js", () => ({ measureStart: starting }));
vi.doMock("../../src/cli/bench/measureSweep.js", () => ({ measureSweep: sweeping, SWEEPS: ["sweeps/some", "sweeps/others"] }));
const { captureCli } = await import("../cli/captureCli.js");
afterEach(() => {
  measuring.mockReset();
  starting.mockReset();
  sweeping.mockReset();
});
afterAll(() => {
  vi.doUnmock("../../src/cli/bench/measure.js");
  vi.doUnmock("../../src/cli/bench/measureStart.js");
  vi.doUnmock("../../src/cli/bench/measureSweep.js");
  vi.resetModules();
});

/** A program that counted so many states. */
function counting(name: string, states: number): Measured {
  return {
    name,
    peer: "faultline",
    missing: null,
    measurements: [{ states, transitions: 20, depth: null, wholeSeconds: 2, searchSeconds: 1, peakBytes: null, accountedBytes: null }],
  };
}

const missing: Measured = { name: "SPIN, our export", peer: "SPIN", measurements: [], missing: "spin is not installed" };
const onlySet = ["bench", "--only", "write-loop", "--set", "pages=1"];

test("programs that count the same exit with 0, also where some are missing; the table says on which machine they ran", async () => {
  measuring.mockResolvedValue([counting("ours", 10), counting("theirs", 10), missing]);
  const { status, out } = await captureCli(onlySet);
  expect(status).toBe(0);
  expect(out).toMatch(
    /^write-loop, pages=1 cells=4: 10 states, 20 transitions\nprogram .*\nours .*\ntheirs .*\nSPIN, our export {2}missing: spin is not installed\n/,
  );
  expect(out).toMatch(/\n\d{4}-\d\d-\d\d, \d+ × .+ GiB, node v/);
});

test("programs that count differently exit with 1, and the JSON document says which", async () => {
  measuring.mockResolvedValue([counting("ours", 10), counting("theirs", 11)]);
  const { status, out } = await captureCli([...onlySet, "--json"]);
  const { runs, machine, benchmarks } = JSON.parse(out);
  expect(status).toBe(1);
  expect({ runs, node: machine.node }).toEqual({ runs: 5, node: process.version });
  expect(benchmarks).toMatchObject([
    {
      name: "write-loop",
      check: "bench/write-loop",
      bounds: { pages: 1, cells: 4 },
      rows: [{ name: "ours", states: 10 }, { name: "theirs" }],
      disagreements: ["theirs: 11 states, 20 transitions; ours: 10 states, 20 transitions"],
    },
  ]);
});

test("at the benchmark's own bounds programs have to count what is known to be right, and models by hand take part", async () => {
  measuring.mockResolvedValue([counting("ours", 10)]);
  const { status, out } = await captureCli(["bench", "--only", "write-loop", "--runs", "2"]);
  expect(status).toBe(1);
  expect(out).toContain("counts differ: ours: 10 states, 20 transitions; known to be right: 955840 states, 6619184 transitions, depth 61");
  const [benchmark, contenders, options] = measuring.mock.calls[0] ?? [];
  expect(benchmark?.set).toEqual({ pages: 6, cells: 4 });
  expect(options?.runs).toBe(2);
  expect(contenders?.map(({ name }) => name)).toEqual([
    "faultline, compiled, 1 worker",
    "faultline, compiled, 2 workers",
    "faultline, reference, 1 worker",
    "SPIN, our export",
    "Rumur, our export",
    "SPIN, by hand",
    "Rumur, by hand",
  ]);
});

test("without --only every benchmark is measured, how long it takes to start, and sweeps", async () => {
  measuring.mockResolvedValue([]);
  const figures = { missing: null, runs: 5, jobs: 200, oneProcessorSeconds: 9, oneWorkerSeconds: 8, twoWorkersSeconds: 4 };
  sweeping.mockImplementation(async (sweep) => ({ ...figures, sweep }));
  starting.mockResolvedValue({ check: "bench/largest", missing: null, runs: 5, coldSeconds: 2.5, cachedSeconds: 0.25 });
  const { status, out } = await captureCli(["bench"]);
  expect(status).toBe(0);
  expect(measuring.mock.calls.map(([{ name }]) => name)).toEqual(["write-loop", "write-loop-small", "gfs2"]);
  expect(out).toContain("start to first states, bench/largest: cold 2.5 s, cached 0.25 s (medians of 5)\n");
  for (const name of ["some", "others"])
    expect(out).toContain(`sweep of 200 jobs, sweeps/${name}: 1 worker 8.0 s, on one processor 9.0 s, 2 workers 4.0 s: 2.25× one processor (medians of 5)\n`);
});

test("the JSON document has the time to start, or null where it was not asked for", async () => {
  const start = { check: "bench/largest", missing: null, runs: 3, coldSeconds: 2.5, cachedSeconds: 0.25 };
  starting.mockResolvedValue(start);
  measuring.mockResolvedValue([]);
  expect(JSON.parse((await captureCli(["bench", "--only", "start", "--runs", "3", "--json"])).out)).toMatchObject({ benchmarks: [], start });
  expect(starting).toHaveBeenCalledWith(expect.objectContaining({ runs: 3 }));
  expect(JSON.parse((await captureCli(["bench", "--only", "gfs2", "--json"])).out)).toMatchObject({ start: null, sweeps: [] });
});

test("an unknown benchmark is a usage error that names the known ones", async () => {
  const { status, err } = await captureCli(["bench", "--only", "write-lop"]);
  expect(status).toBe(2);
  expect(err).toContain("error FL302: there is no benchmark 'write-lop'\n  hint: did you mean write-loop?");
  expect(measuring).not.toHaveBeenCalled();
});
