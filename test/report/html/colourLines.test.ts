import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { colourLines, type Span } from "../../../src/report/html/colourLines.js";

function pieces(line: readonly Span[] | undefined): string {
  return (line ?? []).flatMap(([kind, text]) => (kind === "plain" ? [] : [`${kind}:${text}`])).join(" ");
}

test("keywords, names, numbers, strings and comments are told apart, comments and strings over several lines too", () => {
  const lines = ["/* begins", "ends */ const n = 12; // rest", 'if (s.at !== "a") return `', "x`;"];
  expect(colourLines(lines).map(pieces)).toEqual([
    "comment:/* begins",
    "comment:ends */ keyword:const name:n number:12 comment:// rest",
    'keyword:if name:s name:at string:"a" keyword:return string:`',
    "string:x`",
  ]);
});

test("the pieces of each line are the line, whatever is in it", () => {
  const lines = [...readFileSync(new URL(import.meta.url), "utf8").split("\n"), "", "  ", "#!?@ \\ ´`", "</script><b>&amp;"];
  expect(colourLines(lines).map((line) => line.map(([, text]) => text).join(""))).toEqual(lines);
});
