import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("trace explains: the part that failed with its values, the steps that decided, and --why the run that ends well", async () => {
  const selector = `${COPIER}#copier/hasty`;
  const { out } = await captureCli(["trace", selector]);
  expect(out).toContain('not true: s.cells[cell] === "new", for cell = 1\n');
  expect(out).toContain("uptodate = true, cells[1] = garbage\n");
  expect(out).toContain("No run from this initial state ends well.");
  const why = await captureCli(["trace", selector, "--why", "1"]);
  expect(why.err).toContain("error FL302: step 1 is not marked");
  const mail = await captureCli(["trace", selector, "--why", "1", "--format", "mail"]);
  expect(mail.err).toContain("error FL302: --why has no format 'mail'");
  expect(why.status).toBe(2);
});

test("trace --format mail says what does not hold, step by step, and how to see it again", async () => {
  const { status, out } = await captureCli(["trace", `${COPIER}#copier/hasty`, "--format", "mail", "--set", "cells=2"]);
  expect(out).toMatch(
    /^Subject: hasty: not so: uptodate implies valid\n\nWith hasty the following does not hold:\n\n {2}A cell of an uptodate page was copied\.\n/,
  );
  expect(out).toContain("     2  copy_page(), mark\n");
  expect(out).toContain("--property 'uptodate implies valid'");
  expect(out).toContain("--set");
  expect(
    out
      .trimEnd()
      .split("\n")
      .filter((line) => !/^[\x20-\x7e]{0,72}$/.test(line)),
  ).toEqual([]);
  expect(status).toBe(0);
});

test("a saved trace is taken again: status 0 where it still happens, 1 where it does not, 2 where there is none", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-"));
  const selector = `${COPIER}#copier/hasty`;
  const { out } = await captureCli(["trace", selector, "--format", "json"]);
  const saved = join(folder, "saved.json");
  writeFileSync(saved, out);
  const again = await captureCli(["trace", selector, "--replay", saved]);
  expect(again.out).toContain("\nIt still happens: uptodate implies valid, after 2 steps.\n");
  expect(again.status).toBe(0);
  const file = JSON.parse(out) as TraceFile;
  const other = join(folder, "other.json");
  writeFileSync(other, JSON.stringify({ ...file, bounds: { ...file.bounds, hasty: false } }));
  const gone = await captureCli(["trace", selector, "--replay", other, "--format", "json"]);
  expect(JSON.parse(gone.out)).toMatchObject({ happens: false, sameQuestion: false, why: "every step can be taken, and the property holds at the end" });
  expect(gone.status).toBe(1);
  writeFileSync(other, "{}");
  const none = await captureCli(["trace", selector, "--replay", other]);
  expect(none.err).toContain("error FL307");
  expect(none.status).toBe(2);
});

test("a trace is compared with another kernel: the first step at which the two part, and how the other ends", async () => {
  const { status, out } = await captureCli(["trace", "claims/c05", "--patch", "late-uptodate"]);
  expect(out).toContain("On the same schedule 5.17 and 5.17 + late-uptodate part at step 9:\n");
  expect(out).toContain("5.17 + late-uptodate ends with the property intact.");
  expect(status).toBe(0);
  const { err } = await captureCli(["trace", `${TANK}#tank/refuted`, "--against", "6.13"]);
  expect(err).toContain("error FL302: pumping has no kernel");
});

test("the README shows the explained trace of claims/c10 as it is", async () => {
  const { out } = await captureCli(["trace", "claims/c10"]);
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain(out.replace(/ +$/gm, "").trim());
});
