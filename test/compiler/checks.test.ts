import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { typeCheck } from "../../src/compiler/index.js";
import { isCheck } from "../../src/language/check.js";
import { expectAgreement } from "./agree.js";

const CHECKS = fileURLToPath(new URL("../../checks/", import.meta.url));
const TRANSITIONS = process.env.FAULTLINE_LONG === undefined ? 200 : 20_000;

const files = readdirSync(CHECKS, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

describe.each(files)("checks/%s", (file) => {
  test("is well-typed, within the subset, and means the same to the compiler as to the reference engine", { timeout: 1_200_000 }, async () => {
    const checks = Object.values((await import(`${CHECKS}${file}`)) as object).filter(isCheck);
    expect(checks).not.toEqual([]);
    expect(typeCheck([`${CHECKS}${file}`])).toEqual([]);
    for (const { model } of checks.flatMap(({ runs }) => runs)) expectAgreement(model, TRANSITIONS);
  });
});
