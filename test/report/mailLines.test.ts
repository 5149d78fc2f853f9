import fc from "fast-check";
import { expect, test } from "vitest";
import { ascii, commandLines, MAIL_WIDTH, paragraph } from "../../src/report/mailLines.js";

test("arrows, dots and quotes get their plain equivalents, accents are dropped, the rest is a question mark", () => {
  expect(ascii("0 → 1 · “naïve” … 中")).toBe('0 -> 1 . "naive" ... ?');
});

test("whatever the text, a paragraph is printable ASCII within the width of a mail, and has all the words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), fc.nat(20), (text, indent) => {
      const lines = paragraph(text, " ".repeat(indent), "* ");
      expect(lines.filter((line) => !/^[\x20-\x7e]*$/.test(line) || line.length > MAIL_WIDTH)).toEqual([]);
      const letters = (of: string): string => of.replaceAll(" ", "");
      expect(letters(lines.join("")).replace(/^\*/, "")).toBe(letters(ascii(text)));
    }),
  );
});

test("a command that is too long goes on after a backslash, and no word of it is broken", () => {
  const words = ["npx", "faultline", "trace", "claims/c10", "--property", `'${"x".repeat(50)}'`];
  const lines = commandLines(words, "  ");
  expect(lines).toEqual(["  npx faultline trace claims/c10 --property \\", `  '${"x".repeat(50)}'`]);
});
