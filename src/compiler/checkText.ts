import type { Problem } from "../language/errors.js";
import type { Body, FoundBodies } from "./bodiesOf.js";
import { checkSyntax, type Reading } from "./checkSyntax.js";
import type { FunctionNode } from "./findBody.js";
import { problemAt } from "./problemAt.js";
import { SourceProgram } from "./sourceProgram.js";

/** What the text of bodies and of the helpers that they call says that is outside the subset. */
export function checkText(bodies: readonly Body[], nodes: FoundBodies["nodes"]): readonly Problem[] {
  const readings = new Readings();
  for (const { value, role } of bodies) {
    const node = nodes.get(value);
    if (node !== undefined) readings.enter(node, role === "with" || role === "process");
  }
  return readings.problems;
}

/** Reads each function once, helpers after the bodies that call them, and notices circles. */
class Readings {
  readonly problems: Problem[] = [];
  private readonly known = new Map<FunctionNode, Reading>();
  private readonly open: FunctionNode[] = [];

  enter(node: FunctionNode, mayReturnObject: boolean): void {
    if (this.known.has(node)) return;
    const reading = readingOf(node, mayReturnObject);
    this.known.set(node, reading);
    this.problems.push(...reading.problems);
    this.open.push(node);
    for (const [callee, helper] of reading.helpers) {
      if (this.open.includes(helper)) {
        this.problems.push(problemAt(callee, "FL205", `${callee.getText()}() calls itself`, "write a loop with visible bounds, or make each round a step"));
      } else this.enter(helper, false);
    }
    this.open.pop();
  }
}

const readings = new WeakMap<FunctionNode, Reading>();

/** The text of a function says the same whatever model it is part of. */
function readingOf(node: FunctionNode, mayReturnObject: boolean): Reading {
  const known = readings.get(node);
  if (known !== undefined) return known;
  const reading = checkSyntax(node, SourceProgram.thatParsed(node).checker, mayReturnObject);
  readings.set(node, reading);
  return reading;
}
