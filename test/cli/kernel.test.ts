import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import { validateReport } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";

const STALE = "no stale disk content is ever readable";

test("a kernel is asked for its properties, by itself and with a patch on it, and a violated one exits with 1", async () => {
  const { status, out } = await captureCli(["check", "--kernel", "5.16", "--patch", "linus-clamp", "--properties", STALE, "--set", "PAGES=1"]);
  expect(out).toMatch(/^property +5\.16 +5\.16 \+ linus-clamp$/m);
  expect(out).toMatch(new RegExp(`^${STALE} +violated.* violated`, "m"));
  expect(out).toMatch(/^kernel\/5\.16, a write to .*: expected holds, is violated$/m);
  expect(status).toBe(1);
});

test("a patch may come from a file of the user's own", async () => {
  const language = JSON.stringify(fileURLToPath(new URL("../../src/language/index.js", import.meta.url)));
  const file = join(mkdtempSync(join(tmpdir(), "faultline-")), "mine.ts");
  writeFileSync(file, `import { patch } from ${language};\nexport const mine = patch("mine", { title: "changes nothing" });\n`);
  const { status, out } = await captureCli([
    "check",
    "--kernel",
    "5.16",
    "--patch",
    file,
    "--properties",
    "a count*",
    "--set",
    "PAGES=1",
    "--set",
    "WRITE=2",
    "--json",
  ]);
  const report = JSON.parse(out) as Report;
  expect(validateReport(report)).toEqual([]);
  expect(report.checks.map(({ verdict, runs }) => [verdict, runs[0]?.kernel, runs[0]?.patches])).toEqual([
    ["holds", "5.16", []],
    ["holds", "5.16", ["mine"]],
  ]);
  expect(report.checks[0]?.runs[0]?.properties.map(({ name }) => name)).toContain("a count beats an error");
  expect(status).toBe(0);
});

test("kernels are also named by a glob, in the order of their history, and by what they all keep", async () => {
  const { status, out } = await captureCli([
    "check",
    "--kernel",
    "5.16*",
    "--kernel",
    "5.1?",
    "--properties",
    "a count*",
    "--set",
    "PAGES=1",
    "--set",
    "WRITE=2",
  ]);
  expect(out).toMatch(/^property +5\.16-rc1 +5\.16 +5\.13 +5\.14 +5\.17 +5\.18 +5\.19$/m);
  expect(out).toContain("violated by none of these, so perhaps true of everything:\n  a count beats an error");
  expect(status).toBe(0);
});

test("a glob that names no kernel is a mistake", async () => {
  const { status, err } = await captureCli(["check", "--kernel", "7.*"]);
  expect(err).toContain("error FL303: no kernel is called '7.*'");
  expect(status).toBe(2);
});
