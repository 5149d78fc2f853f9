import type { Formula } from "../../language/formula.js";

/**
 * Whether a formula is true of a run just when it is true of the same run with steps in between that change nothing and of which it does not speak. Without `next` every formula is
 * that speaks of states only (Lamport, What good is temporal logic?, 1983). One that says which step is taken may count the others: `taken(a)` is false of a run in
 * which something else comes first. Where it only says something *of the moments* at which steps are taken, it is: `<> (taken(a) && …)`, `[] (taken(a) -> …)`.
 */
export function isStutterInvariant(formula: Formula): boolean {
  switch (formula.op) {
    case "true":
    case "false":
      return true;
    case "atom":
      return formula.atom.kind !== "taken";
    case "not":
      return isStutterInvariant(formula.of);
    case "globally":
      return isStutterInvariant(formula.of) || isTrueBetween(formula.of);
    case "eventually":
      return isStutterInvariant(formula.of) || isFalseBetween(formula.of);
    case "until":
    case "weakUntil":
      return isInvariantUntil(formula.left, formula.right);
    case "release":
      return isInvariantUntil({ op: "not", of: formula.left }, { op: "not", of: formula.right });
    default:
      return isStutterInvariant(formula.left) && isStutterInvariant(formula.right);
  }
}

/** Moments between are passed over if they are neither where it ends nor where it fails, or if they are like the moment after them. */
function isInvariantUntil(left: Formula, right: Formula): boolean {
  if (isTrueBetween(left)) return isStutterInvariant(right) || isFalseBetween(right);
  return isStutterInvariant(left) && isStutterInvariant(right);
}

/** Whether a formula speaks of the moments at which certain steps are taken, and is false of every other moment. */
function isFalseBetween(formula: Formula): boolean {
  switch (formula.op) {
    case "atom":
      return formula.atom.kind === "taken";
    case "not":
      return isTrueBetween(formula.of);
    case "and":
      return saysMore(formula.left, formula.right, isFalseBetween);
    case "or":
      return isFalseBetween(formula.left) && isFalseBetween(formula.right);
    default:
      return false;
  }
}

/** The same, and true of every other moment. */
function isTrueBetween(formula: Formula): boolean {
  switch (formula.op) {
    case "not":
      return isFalseBetween(formula.of);
    case "implies":
      return isFalseBetween(formula.left) && (isStutterInvariant(formula.right) || isTrueBetween(formula.right));
    case "or":
      return saysMore(formula.left, formula.right, isTrueBetween);
    case "and":
      return isTrueBetween(formula.left) && isTrueBetween(formula.right);
    default:
      return false;
  }
}

/** One side speaks of the steps, and the other one says what is then. */
function saysMore(left: Formula, right: Formula, speaks: (formula: Formula) => boolean): boolean {
  const says = (formula: Formula): boolean => speaks(formula) || isStutterInvariant(formula);
  return (speaks(left) && says(right)) || (speaks(right) && says(left));
}
