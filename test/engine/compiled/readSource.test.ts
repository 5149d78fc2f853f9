import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSource } from "../../../src/engine/compiled/readSource.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-source-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a source says what it imports, of whatever kind", () => {
  const file = join(folder, "importing.ts");
  writeFileSync(file, 'import { one } from "./one.js";\nimport "./two.js";\nexport * from "faultline";\nconst text = "./three.js";\n');
  expect(readSource(file).imports).toEqual(["./one.js", "./two.js", "faultline"]);
});

test("a file that is written again is another source, even at once, of the same size and with the times that it had", () => {
  const file = join(folder, "again.ts");
  const digests = ["const a = 1;\n", "const a = 2;\n", "const a = 3;\n"].map((text) => {
    writeFileSync(file, text);
    utimesSync(file, 1e9, 1e9);
    return readSource(file).digest;
  });
  expect(new Set(digests).size).toBe(3);
});

test("a file that was not written since is the same source", () => {
  expect(readSource(import.meta.filename)).toBe(readSource(import.meta.filename));
});
