import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runningFileOf, sourceOf, sourceOnDemand } from "../../src/language/builtSite.js";

/** A file of one line whose first half was built from line 2 of its source, and whose second half from column 5 of line 3. */
function built(): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), "faultline-"));
  const file = join(folder, "model.js");
  writeFileSync(`${file}.map`, JSON.stringify({ version: 3, sources: ["../spec/model.ts"], names: [], mappings: "AACA,UACI" }));
  return { folder, file };
}

test.each([
  ["first", 1, 2, 1],
  ["second", 11, 3, 5],
])("a place in the %s half of a build is one of its source", (_, column, line, sourceColumn) => {
  const { folder, file } = built();
  const place = { file, line: 1, column };
  const expected = { file: join(folder, "../spec/model.ts"), line, column: sourceColumn };
  expect(sourceOf(place)).toEqual(expected);
  expect(JSON.parse(JSON.stringify(sourceOnDemand(place)))).toEqual(expected);
});

test("a place in a build without a source map, or with one that cannot be read, stays as it is", () => {
  const { folder, file } = built();
  const without = { file: join(folder, "other.js"), line: 1, column: 1 };
  expect(sourceOf(without)).toEqual(without);
  writeFileSync(`${file}.map`, "{");
  expect(sourceOf({ file, line: 1, column: 1 })).toEqual({ file, line: 1, column: 1 });
});

test("where a place runs is known without its source map", () => {
  const { folder, file } = built();
  writeFileSync(`${file}.map`, "{");
  expect(runningFileOf(sourceOnDemand({ file, line: 1, column: 1 }))).toBe(file);
  const source = join(folder, "model.ts");
  expect(runningFileOf({ file: source, line: 1, column: 1 })).toBe(source);
});
