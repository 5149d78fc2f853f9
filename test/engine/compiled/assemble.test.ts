import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { assemble } from "../../../src/engine/compiled/assemble.js";
import { SpecError } from "../../../src/language/index.js";

const NO_TEXT = "export function f(: i32 {";

test("text that asc does not take is a defect of ours, and is kept in a file that the error names", async () => {
  const error: unknown = await assemble({ text: NO_TEXT, constants: 1024 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SpecError);
  const { code, hint } = error as SpecError;
  expect(code).toBe("FL901");
  expect(hint).toContain("--engine reference");
  const file = /report it with (\S+);/.exec(hint)?.[1] as string;
  expect(readFileSync(file, "utf8")).toBe(NO_TEXT);
});
