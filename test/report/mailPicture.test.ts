import { expect, test } from "vitest";
import { MAIL_WIDTH } from "../../src/report/mailLines.js";
import { legendOf, MailPicture } from "../../src/report/mailPicture.js";

const wide = [
  { label: "cache", cellsEach: 1, items: Array.from({ length: 40 }, (_, cell) => (cell < 20 ? "N" : "·")) },
  { label: "folio", cellsEach: 20, items: ["UD", ""] },
];

test("a picture that is wider than a mail is cut into parts at the edges of its widest items", () => {
  const lines = new MailPicture([wide], "    ").draw(wide);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(MAIL_WIDTH);
  expect(lines).toEqual([`    cache  ${Array(20).fill("N").join(" ")}`, "    folio  UD", `    cache  ${Array(20).fill(".").join(" ")}`, "    folio"]);
});

test("of a picture that follows another only what looks different is drawn, as wide as before", () => {
  const [cache, folio] = wide as [(typeof wide)[number], (typeof wide)[number]];
  const before = [
    { ...cache, items: ["N", "·"] },
    { ...folio, cellsEach: 1, items: ["-", "-"] },
  ];
  const after = [{ ...cache, items: ["N", "N"] }, before[1] as (typeof wide)[number]];
  expect(new MailPicture([before, after], "").draw(after, before)).toEqual(["cache  N N"]);
});

test("only the letters that occur are explained", () => {
  const legend = { N: { means: "new", tone: "good" }, S: { means: "stale", tone: "warning" } } as const;
  expect(legendOf(legend, [wide])).toEqual(["N new"]);
});
