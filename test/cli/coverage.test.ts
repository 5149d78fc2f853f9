import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { validateReport } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";

const VENDING = "./test/coverage/vending.ts";

test("--coverage prints the source of every step with its count, its answers, and every gap", async () => {
  const { status, out } = await captureCli(["check", `${VENDING}#vending/unexcused`, "--coverage"]);
  expect(status).toBe(0);
  expect(out).toMatch(/^ +4 +\d+ {6}pay\(s, _, __, choose\) \{\n +\d+ {8}const coins = /m);
  expect(out).toContain("→ coins: 1 ×2, 2 ×2, 3 never taken");
  expect(out).toMatch(/^ +##### +\d+ {6}repair\(s\) \{$/m);
  expect(out).toContain("coins in the purse: 0 never taken, 1 ×1, 2 ×1");
  expect(out).toContain("coverage: 2 of 4 steps fired");
});

test("the coverage of both engines is the same in the JSON document, which follows its schema", async () => {
  const reports: Report[] = [];
  for (const engine of ["compiled", "reference"]) {
    const { out } = await captureCli(["check", `${VENDING}#vending/excused`, "--coverage", "--json", "--engine", engine]);
    reports.push(JSON.parse(out));
  }
  const [compiled, reference] = reports;
  expect(validateReport(compiled)).toEqual([]);
  expect(compiled?.checks[0]?.runs[0]?.coverage).toMatchObject({ choicesCounted: true, steps: [{ name: "ann.pay", fired: 4 }, {}, {}, {}] });
  expect(compiled?.checks[0]?.runs[0]?.coverage).toEqual(reference?.checks[0]?.runs[0]?.coverage);
});

test("without --coverage there is none", async () => {
  const { out } = await captureCli(["check", `${VENDING}#vending/excused`, "--json"]);
  expect((JSON.parse(out) as Report).checks[0]?.runs[0]).not.toHaveProperty("coverage");
});
