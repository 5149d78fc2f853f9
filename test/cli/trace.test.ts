import { expect, test } from "vitest";
import type { TraceFile } from "../../src/report/traceFile.js";
import { validateTrace } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const TANK = fixture("tank.check.ts");
const COPIER = fixture("copier.check.ts");

test("trace tells the counterexample of a check, under the claim and the bounds", async () => {
  const { status, out } = await captureCli(["trace", `${COPIER}#copier/hasty`]);
  expect(out).toMatch(/^copier\/hasty: An uptodate page holds what was copied\none write · hasty · cells=4 hasty=true\n\n {2}0 {2}initial state\n/);
  expect(out).toContain("✗  uptodate implies valid, at cell 1");
  expect(status).toBe(0);
});

test("trace --format json follows its schema, with whole states", async () => {
  const { status, out } = await captureCli(["trace", `${COPIER}#copier/hasty`, "--format", "json", "--set", "cells=2"]);
  const file = JSON.parse(out) as TraceFile;
  expect(validateTrace(file)).toEqual([]);
  expect(file).toMatchObject({ check: "copier/hasty", kernel: "hasty", bounds: { cells: 2 }, trace: { property: { name: "uptodate implies valid" } } });
  expect(file.trace.steps.at(-1)?.state?.variables).toEqual({ uptodate: true, cells: ["new", "garbage"] });
  expect(status).toBe(0);
});

test("one property can be asked for, and a search that stops where it fails first finds the same trace", async () => {
  const [whole, short] = [
    await captureCli(["trace", `${TANK}#tank/surprise`]),
    await captureCli(["trace", `${TANK}#tank/surprise`, "--property", "never full"]),
  ];
  expect(short.out).toContain("✗  never full");
  expect(short.out).toBe(whole.out);
});

test("what a claim is contrasted with is shown when it is named", async () => {
  const selector = `${TANK}#tank/compared`;
  const [claim, contrast] = [await captureCli(["trace", selector]), await captureCli(["trace", selector, "--run", "2"])];
  expect(claim.err).toContain("FL308");
  expect(claim.status).toBe(2);
  expect(contrast.out).toContain("✗  never full");
  expect(contrast.status).toBe(0);
});

test("a search that ran out of its budget has no counterexample to show, and says so", async () => {
  const { status, err } = await captureCli(["trace", `${TANK}#tank/endless`, "--max-states", "1000"]);
  expect(err).toContain("error FL308: tank/endless is incomplete, and nothing has failed so far: more than 1000 states");
  expect(status).toBe(2);
});

test("a structural check shows what its verdict rests on", async () => {
  const { status, out } = await captureCli(["trace", `${COPIER}#copier/structural`]);
  expect(out).toContain("holds, by the shape of the specification:\n    task/copy_page.copy chooses how much is copied");
  expect(status).toBe(0);
});

test("a check that holds has no counterexample to show, and one that holds vacuously says so", async () => {
  const tank = fixture("tank.check.ts");
  const onReference = ["--engine", "reference"];
  const [holds, vacuous] = [
    await captureCli(["trace", `${tank}#tank/holds`, ...onReference]),
    await captureCli(["trace", `${tank}#tank/vacuous`, ...onReference]),
  ];
  expect(holds.err).toContain("error FL308: tank/holds has no counterexample: it holds within its bounds\n");
  expect(vacuous.err).toContain("it holds within its bounds, but nothing put 'at 5 it is full' to the test");
});
