import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import { close, open, range } from "../../src/language/domain.js";
import { sitesOf } from "../../src/language/site.js";

test.each([
  ["a function of a module", "at tank (file:///home/me/my%20model.js:3:7)"],
  ["a method under another name", "at Object.actor [as tank] (file:///home/me/my%20model.js:3:7)"],
  ["the top level of a module", "at file:///home/me/my%20model.js:3:7"],
  ["the top level of a module that awaits", "at async file:///home/me/my%20model.js:3:7"],
  ["a function whose source is mapped", "at tank (/home/me/my model.js:3:7)"],
  ["the top level of a script", "at /home/me/my model.js:3:7"],
])("a frame of %s is a place", (_, frame) => {
  const error = Object.assign(new Error("why"), { stack: `Error: why\n    ${frame}` });
  expect(sitesOf(error)).toEqual([{ file: "/home/me/my model.js", line: 3, column: 7 }]);
});

test("the message, Node's own frames and those without a place are no places", () => {
  const stack = "Error: look at (this:1:2)\n    at node:internal/main:1:2\n    at run (node:vm:3:4)\n    at async Promise.all (index 0)\n    at <anonymous>";
  expect(sitesOf(Object.assign(new Error("why"), { stack }))).toEqual([]);
});

test("a machine's place is the call in its TypeScript source, where tests run the source itself", () => {
  const file = fileURLToPath(new URL("../../checks/bench/write-loop.ts", import.meta.url));
  const lines = readFileSync(file, "utf8").split("\n");
  const line = lines.findIndex((text) => text.includes('writeLoop.actor("writer"')) + 1;
  const column = (lines[line - 1] ?? "").indexOf("actor(") + 1;
  expect(benchWriteLoop.runs[0]?.model.processes[0]?.runs).toMatchObject({ site: { file, line, column } });
});

test("a domain that is empty at a size says where it is written, though places of domains are looked up only then", () => {
  const depth = open<number, { most: number }>(({ most }) => range(1, most));
  expect(close(depth, { most: 3 }).domain).toMatchObject({ greatest: 3 });
  expect(() => close(depth, { most: 0 })).toThrow(expect.objectContaining({ code: "FL101", site: expect.objectContaining({ file: import.meta.filename }) }));
});
