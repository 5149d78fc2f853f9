import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { typeProblems } from "../../src/cli/typeProblems.js";
import { isKnownWellTyped } from "../../src/cli/wellTyped.js";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultline-types-"));
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  await mkdir(join(folder, "own"));
  file = join(folder, "own", "mine.ts");
  await writeFile(file, 'import { limit } from "./limit.js";\nexport const twice: number = limit * 2;\n');
  await writeFile(join(folder, "own", "limit.ts"), "export const limit = 3;\n");
  await writeFile(join(folder, "tsconfig.json"), '{ "compilerOptions": { "strict": true } }\n');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test("a file that is well-typed is known to be, until it changes", async () => {
  expect(isKnownWellTyped(file)).toBe(false);
  expect(await typeProblems(file)).toEqual([]);
  expect(isKnownWellTyped(file)).toBe(true);
  await writeFile(file, "export const twice: number = '6';\n");
  expect(isKnownWellTyped(file)).toBe(false);
});

test.each([
  { what: "a file that it imports changes", name: "own/limit.ts", text: 'export const limit = "three";\n' },
  { what: "its tsconfig.json changes", name: "tsconfig.json", text: '{ "compilerOptions": { "strict": false } }\n' },
  { what: "a tsconfig.json is put beside it", name: "own/tsconfig.json", text: '{ "compilerOptions": { "strict": true } }\n' },
])("it is asked about again when $what", async ({ name, text }) => {
  await typeProblems(file);
  await writeFile(join(folder, name), text);
  expect(isKnownWellTyped(file)).toBe(false);
});

test("a file with an error is asked about each time", async () => {
  await writeFile(file, "export const twice: number = '6';\n");
  expect(await typeProblems(file)).toMatchObject([{ code: "FL208", line: 1 }]);
  expect(isKnownWellTyped(file)).toBe(false);
});

test("a tsconfig.json that extends another, which may change, is not relied on", async () => {
  await writeFile(join(folder, "base.json"), '{ "compilerOptions": { "strict": true } }\n');
  await writeFile(join(folder, "tsconfig.json"), '{ "extends": "./base.json" }\n');
  expect(await typeProblems(file)).toEqual([]);
  expect(isKnownWellTyped(file)).toBe(false);
});

test("what was checked together with a file that is gone is asked about again", async () => {
  const other = join(folder, "own", "other.ts");
  await writeFile(other, "export const other = 1;\n");
  await typeProblems(other);
  await rm(other);
  expect(await typeProblems(file)).toEqual([]);
  expect(isKnownWellTyped(file)).toBe(false);
});
