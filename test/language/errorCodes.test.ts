import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

test("the page of error codes explains every code, and no other", () => {
  const declared = [...read("../../src/language/errors.ts").matchAll(/^ {2}\| "(FL\d{3})"/gm)].map(([, code]) => code);
  const explained = [...read("../../src/language/README.md").matchAll(/^(?:\| )?(FL\d{3}) /gm)].map(([, code]) => code);
  expect(explained.sort()).toEqual(declared.sort());
});
