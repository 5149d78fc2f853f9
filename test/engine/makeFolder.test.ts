import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../../src/engine/makeFolder.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-folder-"));

test("a folder is made with those above it, and one that is there is left alone", () => {
  const inner = join(folder, "a", "b");
  makeFolder(inner);
  makeFolder(inner);
  expect(statSync(inner).isDirectory()).toBe(true);
});

test("where none can be made it is an error, and not a wait for ever", () => {
  writeFileSync(join(folder, "file"), "");
  expect(() => makeFolder(join(folder, "file", "inner"))).toThrow("ENOTDIR");
  expect(() => makeFolder("/proc/nothing/at/all")).toThrow("/proc/nothing");
});
