import type { Atom, Formula } from "../language/formula.js";
import type { Letters } from "./product.js";
import type { RunGraph } from "./runGraph.js";

/**
 * Whether a formula has implications about single moments, and no moment of any run makes the left side of one true: then it says nothing about this model.
 */
export function isVacuous(formula: Formula, numberOf: (atom: Atom) => number, runs: RunGraph, letters: Letters): boolean {
  const conditions = conditionsOf(formula);
  return conditions.length > 0 && !lettersIn(runs, letters).some((letter) => conditions.some((condition) => isTrueOf(condition, letter, numberOf)));
}

/** The left sides of implications that speak of one moment only. */
function conditionsOf(formula: Formula): readonly Formula[] {
  const inside = "left" in formula ? [formula.left, formula.right] : "of" in formula ? [formula.of] : [];
  const here = formula.op === "implies" && isOfOneMoment(formula.left) ? [formula.left] : [];
  return [...here, ...inside.flatMap(conditionsOf)];
}

function isOfOneMoment(formula: Formula): boolean {
  switch (formula.op) {
    case "true":
    case "false":
    case "atom":
      return true;
    case "not":
      return isOfOneMoment(formula.of);
    case "and":
    case "or":
    case "implies":
    case "equivalent":
      return isOfOneMoment(formula.left) && isOfOneMoment(formula.right);
    default:
      return false;
  }
}

function isTrueOf(formula: Formula, letter: number, numberOf: (atom: Atom) => number): boolean {
  const truth = (part: Formula): boolean => isTrueOf(part, letter, numberOf);
  switch (formula.op) {
    case "atom":
      return ((letter >>> numberOf(formula.atom)) & 1) === 1;
    case "not":
      return !truth(formula.of);
    case "and":
      return truth(formula.left) && truth(formula.right);
    case "or":
      return truth(formula.left) || truth(formula.right);
    case "implies":
      return !truth(formula.left) || truth(formula.right);
    case "equivalent":
      return truth(formula.left) === truth(formula.right);
    default:
      return formula.op === "true";
  }
}

/** The letters that runs are made of. */
function lettersIn({ states, firstEdge, targets, edgeKinds }: RunGraph, { ofState, ofKind }: Letters): readonly number[] {
  const found = new Set<number>();
  for (let state = 0; state < states; state++) {
    for (let edge = firstEdge[state] as number; edge < (firstEdge[state + 1] as number); edge++) {
      if ((targets[edge] as number) >= 0) found.add((ofState[state] as number) | (ofKind[edgeKinds[edge] as number] as number));
    }
  }
  return [...found];
}
