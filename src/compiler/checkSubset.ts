import type { ComposedModel } from "../language/compose.js";
import type { Problem } from "../language/errors.js";
import { bodiesOf, findBodies } from "./bodiesOf.js";
import { checkSyntax, type Reading } from "./checkSyntax.js";
import type { FunctionNode } from "./findBody.js";
import { problemAt } from "./problemAt.js";
import { SourceProgram } from "./sourceProgram.js";

/**
 * What a model's bodies, and the helpers that they call, say that the compiler does not take: each with its place and with what to
 * write instead. Text is judged whether or not the model's parameters ever lead there.
 */
export function checkSubset(composed: ComposedModel): readonly Problem[] {
  const bodies = bodiesOf(composed);
  const { nodes, problems } = findBodies(bodies);
  const readings = new Readings();
  for (const { value, role } of bodies) {
    const node = nodes.get(value);
    if (node !== undefined) readings.enter(node, role === "with" || role === "process");
  }
  return distinct([...problems, ...readings.problems]);
}

/** Reads each function once, helpers after the bodies that call them, and notices circles. */
class Readings {
  readonly problems: Problem[] = [];
  private readonly known = new Map<FunctionNode, Reading>();
  private readonly open: FunctionNode[] = [];

  enter(node: FunctionNode, mayReturnObject: boolean): void {
    if (this.known.has(node)) return;
    const { checker } = SourceProgram.of(node.getSourceFile().fileName);
    const reading = checkSyntax(node, checker, mayReturnObject);
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

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}
