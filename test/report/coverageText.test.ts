import { expect, test } from "vitest";
import type { Coverage, StepCoverage } from "../../src/coverage/coverage.js";
import { coverageText } from "../../src/report/coverageText.js";
import { paintFor } from "../../src/report/paint.js";
import { check, run } from "./reports.js";

const plain = paintFor({});

function step(given: Partial<StepCoverage>): StepCoverage {
  return { name: "p.run", function: "p", step: "run", place: null, fired: 0, dead: false, choices: [], next: [], ...given };
}

function textOf(steps: readonly StepCoverage[], given: Partial<Coverage> = {}): string {
  return coverageText([check([run({ coverage: { steps, initial: [], choicesCounted: true, ...given } })])], plain);
}

test("steps without a text are listed by name, and a file that is gone by its lines", () => {
  const text = textOf([step({ fired: 1234 }), step({ name: "p.copy", step: "copy", fired: 5, place: { file: "/gone/spec.ts", first: 7, last: 9 } })]);
  expect(text).toMatch(/^steps without a text\n +1,234 +p\.run$/m);
  expect(text).toMatch(/spec\.ts {2}1 of 1 steps fired\n +5 +7 {2}p\.copy$/m);
});

test("a step that never fired is marked, and told again at the end", () => {
  const text = textOf([step({ dead: true })]);
  expect(text).toMatch(/^ +##### +p\.run\n +→ no path leads here with these parameters$/m);
  expect(text).toMatch(/coverage: 0 of 1 steps fired\n {2}never fired:\n {4}p\.run, which no path leads to with these parameters$/);
});

test("the gaps of choices are told apart: not taken, not asked, and without a difference", () => {
  const answers = [
    { value: 1, taken: 3 },
    { value: 2, taken: 0 },
  ];
  const choices = [
    { label: "size", answers, matters: true },
    { label: "mood", answers: [], matters: false },
    { label: "hat", answers: answers.map(({ value }) => ({ value, taken: 2 })), matters: false },
  ];
  const text = textOf([step({ fired: 3, choices, next: [{ name: "p.done", taken: 0 }] })]);
  expect(text).toContain("→ size: 1 ×3, 2 never taken\n");
  expect(text.slice(text.indexOf("coverage:"))).toBe(
    [
      "coverage: 1 of 1 steps fired",
      "  never taken, though possible:",
      "    size = 2, p.run",
      "  never gone on to:",
      "    p.done, from p.run",
      "  never asked, in a step that fires:",
      "    mood, p.run",
      "  makes no difference:",
      "    hat, p.run",
    ].join("\n"),
  );
});

test("without gaps there is one line, and what was not counted is said", () => {
  expect(
    textOf([step({ fired: 1 })])
      .split("\n")
      .at(-1),
  ).toBe("coverage: 1 of 1 steps fired");
  expect(textOf([step({ fired: 1 })], { choicesCounted: false })).toContain("choices are not counted in 1 run that ended early");
});
