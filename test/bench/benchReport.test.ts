import { expect, test } from "vitest";
import { type Measured, type Measurement, median, reportBench } from "../../src/report/benchReport.js";
import { benchTable } from "../../src/report/benchTable.js";
import { paintFor } from "../../src/report/paint.js";

const plain = paintFor({ isTTY: false });
const subject = { name: "tiny", check: "bench/tiny", set: { pages: 2 }, counts: { states: 1000, transitions: 3000, depth: 7 } };

/** A run in which only what a test is about is given. */
function ran(given: Partial<Measurement> = {}): Measurement {
  return { states: 1000, transitions: 3000, depth: null, wholeSeconds: 2, searchSeconds: 1, peakBytes: 4_000_000, accountedBytes: null, ...given };
}

function program(name: string, peer: string, ...measurements: readonly Measurement[]): Measured {
  return { name, peer, measurements, missing: null };
}

test("a figure is the median of the runs, and is not given where a run lacks it", () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([1, null, 3])).toBeNull();
  expect(median([])).toBeNull();
  const [row] = reportBench(subject, [program("ours", "faultline", ran({ wholeSeconds: 9 }), ran({ wholeSeconds: 4 }), ran({ wholeSeconds: 5 }))]).rows;
  expect(row).toMatchObject({ runs: 3, wholeSeconds: 5, statesPerSecond: 200, transitionsPerSecond: 600, searchStatesPerSecond: 1000, bytesPerState: 4000 });
});

test("ratios are against the faster of the two SPINs", () => {
  const { rows } = reportBench(subject, [
    program("ours", "faultline", ran({ wholeSeconds: 2, searchSeconds: 1 })),
    program("SPIN, our export", "SPIN", ran({ wholeSeconds: 8, searchSeconds: 3 })),
    program("SPIN, by hand", "SPIN", ran({ wholeSeconds: 6, searchSeconds: 5 })),
    program("Rumur", "Rumur", ran({ wholeSeconds: 60, searchSeconds: null })),
  ]);
  expect(rows.map(({ timesSpin }) => timesSpin)).toEqual([3, 0.75, 1, 0.1]);
  expect(rows.map(({ searchTimesSpin }) => searchTimesSpin)).toEqual([3, 1, 0.6, null]);
});

test("without SPIN there are no ratios", () => {
  const missing: Measured = { name: "SPIN", peer: "SPIN", measurements: [], missing: "spin is not installed" };
  const { rows, disagreements } = reportBench(subject, [program("ours", "faultline", ran()), missing]);
  expect(rows.map(({ timesSpin }) => timesSpin)).toEqual([null, null]);
  expect(disagreements).toEqual([]);
});

test("a program that counts differently is named, beside what is known to be right, whichever of its runs it was", () => {
  const { disagreements } = reportBench(subject, [
    program("ours", "faultline", ran({ depth: 7 })),
    program("SPIN", "SPIN", ran(), ran({ states: 999 })),
    program("Rumur", "Rumur", ran({ transitions: 3001 })),
  ]);
  expect(disagreements).toEqual([
    "SPIN: 999 states, 3000 transitions; known to be right: 1000 states, 3000 transitions, depth 7",
    "Rumur: 1000 states, 3001 transitions; known to be right: 1000 states, 3000 transitions, depth 7",
  ]);
});

test("a depth is compared where a program tells it", () => {
  const { disagreements } = reportBench(subject, [program("ours", "faultline", ran({ depth: 8 })), program("SPIN", "SPIN", ran({ depth: null }))]);
  expect(disagreements).toEqual(["ours: 1000 states, 3000 transitions, depth 8; known to be right: 1000 states, 3000 transitions, depth 7"]);
});

test("where nothing is known to be right, programs are compared with the first one", () => {
  const measured = [program("ours", "faultline", ran()), program("SPIN", "SPIN", ran({ states: 1001 }))];
  expect(reportBench({ ...subject, counts: null }, measured).disagreements).toEqual([
    "SPIN: 1001 states, 3000 transitions; ours: 1000 states, 3000 transitions",
  ]);
});

test("the table has a row for each program that ran, and says who is missing and what differs", () => {
  const report = reportBench(subject, [
    program("ours", "faultline", ran({ wholeSeconds: 0.5, searchSeconds: 0.25, accountedBytes: 22_000 })),
    { name: "SPIN", peer: "SPIN", measurements: [], missing: "spin is not installed" },
    program("Rumur", "Rumur", ran({ states: 7, searchSeconds: null, peakBytes: null })),
  ]);
  const lines = benchTable(report, plain).split("\n");
  expect(lines[0]).toBe("tiny, pages=2: 1,000 states, 3,000 transitions");
  expect(lines[1]?.trim().split(/ {2,}/)).toEqual([
    ...["program", "runs", "whole s", "search s", "states/s", "transitions/s", "peak MB", "bytes/state", "own account", "× SPIN", "search × SPIN"],
  ]);
  expect(lines[2]?.split(/ {2,}/)).toEqual(["ours", "1", "0.50", "0.25", "2,000", "6,000", "4", "4,000", "22", "–", "–"]);
  expect(lines[3]?.split(/ {2,}/)).toEqual(["Rumur", "1", "2.00", "–", "4", "1,500", "–", "–", "–", "–", "–"]);
  expect(lines.slice(4)).toEqual([
    "SPIN  missing: spin is not installed",
    "counts differ: Rumur: 7 states, 3000 transitions; known to be right: 1000 states, 3000 transitions, depth 7",
  ]);
});
