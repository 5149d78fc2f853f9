import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { hashOfCompiler } from "../../../src/engine/compiled/compilerHash.js";
import { keepModule, readModule } from "../../../src/engine/compiled/moduleCache.js";
import { moduleKey } from "../../../src/engine/compiled/moduleKey.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { marks } from "../../fixtures/marks.js";

const writeLoop = benchWriteLoop.runs[0]?.model as Model;

const KEY = "0123";
const MODULE = Uint8Array.of(1, 2, 3, 4);
let folder: string;

beforeEach(() => {
  process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), "faultline-cache-"));
  folder = join(process.env.XDG_CACHE_HOME, "faultline");
});

/** Changes the only entry of the cache. */
function change(edit: (entry: Buffer) => Buffer): void {
  const file = join(folder, readdirSync(folder)[0] as string);
  writeFileSync(file, edit(readFileSync(file)));
}

test("a module that was kept is found again", () => {
  keepModule(KEY, MODULE);
  expect(readModule(KEY)).toEqual(MODULE);
});

test("what was never kept is not found", () => {
  expect(readModule(KEY)).toBeUndefined();
});

test.each([
  ["is cut short", (entry: Buffer) => entry.subarray(0, -1)],
  ["has other bytes", (entry: Buffer) => Buffer.concat([entry.subarray(0, -1), Buffer.of(9)])],
  ["is of another version", (entry: Buffer) => Buffer.from(entry.toString("latin1").replace("module 1", "module 0"), "latin1")],
  ["belongs to another model", (entry: Buffer) => Buffer.from(entry.toString("latin1").replace(KEY, "4567"), "latin1")],
  ["is empty", () => Buffer.of()],
])("an entry that %s is none", (_, edit) => {
  keepModule(KEY, MODULE);
  change(edit);
  expect(readModule(KEY)).toBeUndefined();
});

test("a cache that cannot be written to is done without", () => {
  process.env.XDG_CACHE_HOME = "/dev/null";
  expect(() => keepModule(KEY, MODULE)).not.toThrow();
  expect(readModule(KEY)).toBeUndefined();
});

test("a model whose vector is one of copies has another key, where copies are renumbered, than one whose vector is not", () => {
  const keys = [compose(marks(true)), compose(marks(false))].map((composed) => [moduleKey(composed, []), moduleKey(composed, ["symmetry"])]);
  expect(keys.flat()).not.toContain(undefined);
  expect(keys[0]?.[0]).toBe(keys[1]?.[0]);
  expect(keys[0]?.[1]).not.toBe(keys[1]?.[1]);
});

test("a model has a key of its own for each of its bounds and reductions, the same every time", () => {
  const keys = [compose(writeLoop), compose(writeLoop, { pages: 2 }), compose(dieHard)].map((composed) => moduleKey(composed, []));
  keys.push(moduleKey(compose(writeLoop), ["por"]));
  expect(new Set(keys).size).toBe(4);
  expect(keys).not.toContain(undefined);
  expect(moduleKey(compose(writeLoop), [])).toBe(keys[0]);
});

test.each(["src/compiler/targets/text.ts", "src/language/word.ts", "src/engine/compiled/layout.ts"])(
  "a change of %s makes another compiler, and so other keys",
  (file) => {
    const root = `${mkdtempSync(join(tmpdir(), "faultline-compiler-"))}/`;
    for (const path of ["src/compiler/targets", "src/language", "src/engine/compiled"]) mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, file), "one");
    const before = hashOfCompiler(root);
    writeFileSync(join(root, "src/language/README.md"), "no part of it");
    expect(hashOfCompiler(root)).toBe(before);
    writeFileSync(join(root, file), "other");
    expect(hashOfCompiler(root)).not.toBe(before);
  },
);
