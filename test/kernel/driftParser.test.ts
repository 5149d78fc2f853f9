import { expect, test, vi } from "vitest";
import { cParser } from "../../src/kernel/drift/cParser.js";

vi.mock("web-tree-sitter", () => {
  throw new Error("Cannot find package 'web-tree-sitter'");
});

test("a parser that is not installed is asked for by name (FL401)", async () => {
  const hint = "npm install web-tree-sitter@0.27 tree-sitter-c@0.24";
  await expect(cParser()).rejects.toMatchObject({ code: "FL401", message: expect.stringContaining("web-tree-sitter"), hint });
});
