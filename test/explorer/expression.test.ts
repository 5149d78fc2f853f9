import { expect, test } from "vitest";
import { parseExpression, type Subject } from "../../src/explorer/expression.js";
import { SpecError } from "../../src/language/index.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { explorationOf } from "./explorations.js";

const exploration = explorationOf(hasty);
const [initial = 0] = exploration.initialStates();

/** Asks an expression of the initial state of the copier: no cell is new, the page is not uptodate. */
function ask(text: string): boolean {
  const subject: Subject = { s: exploration.stepper.look(exploration.stateOf(initial)), p: exploration.composed.parameters, at: { task: "task.begin" } };
  return parseExpression(text)(subject);
}

test.each([
  ["!s.uptodate", true],
  ['s.cells[0] === "garbage" && s.cells[3] !== "new"', true],
  ['any(0, p.cells, (cell) => s.cells[cell] === "new")', false],
  ['count(0, p.cells, (cell) => s.cells[cell] === "garbage") === 4', true],
  ["implies(s.uptodate, () => false)", true],
  ['at.task === "task.begin"', true],
  ["min(p.cells, 2) + 1 > 2 ? !s.uptodate : s.uptodate", true],
])("%s is %s", (text, truth) => {
  expect(ask(text)).toBe(truth);
});

test.each([
  "s.constructor.constructor('return process')()",
  "p.constructor.constructor('return globalThis')()",
  "[].constructor('return 1')() === 1",
  "globalThis.process.exit(7)",
  "process.exit(7)",
  "require('fs')",
  "(() => { while (true) {} })()",
  "eval('1')",
  "import('node:fs')",
  "s.uptodate = true",
  "new Date() > 0",
  "s.cells[9] === 1",
  "s.nothing",
  "p.cells",
  "true); globalThis.hacked = true; (true",
  "true, globalThis",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template is what is refused.
  "`${s.uptodate}` === 'x'",
  "",
  "((",
])("%s is refused with an error that says so, and nothing is run or written", (text) => {
  expect(() => ask(text)).toThrow(SpecError);
  expect("hacked" in globalThis).toBe(false);
  expect(ask("!s.uptodate")).toBe(true);
});
