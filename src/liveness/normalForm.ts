import type { Atom, Formula } from "../language/formula.js";

/** A formula with negations at its atoms only; equal ones have equal keys. */
export type Normal =
  | { readonly op: "true" | "false"; readonly key: string }
  | { readonly op: "literal"; readonly key: string; readonly atom: number; readonly positive: boolean }
  | { readonly op: "and" | "or" | "until" | "release"; readonly key: string; readonly left: Normal; readonly right: Normal };

const TRUE: Normal = { op: "true", key: "true" };
const FALSE: Normal = { op: "false", key: "false" };

/**
 * Pushes negations down to the atoms, and writes every operator with and, or, until and release.
 * @param positive false for the negation of the formula
 * @param numberOf which bit of a letter an atom is
 */
export function normalForm(formula: Formula, positive: boolean, numberOf: (atom: Atom) => number): Normal {
  const same = (part: Formula): Normal => normalForm(part, positive, numberOf);
  const opposite = (part: Formula): Normal => normalForm(part, !positive, numberOf);
  switch (formula.op) {
    case "true":
    case "false":
      return (formula.op === "true") === positive ? TRUE : FALSE;
    case "atom": {
      const atom = numberOf(formula.atom);
      return { op: "literal", key: `${positive ? "" : "!"}a${atom}`, atom, positive };
    }
    case "not":
      return opposite(formula.of);
    case "globally":
      return positive ? release(FALSE, same(formula.of)) : until(TRUE, same(formula.of));
    case "eventually":
      return positive ? until(TRUE, same(formula.of)) : release(FALSE, same(formula.of));
    case "and":
      return positive ? and(same(formula.left), same(formula.right)) : or(same(formula.left), same(formula.right));
    case "or":
      return positive ? or(same(formula.left), same(formula.right)) : and(same(formula.left), same(formula.right));
    case "implies":
      return positive ? or(opposite(formula.left), same(formula.right)) : and(opposite(formula.left), same(formula.right));
    case "equivalent":
      return or(and(plain(formula.left), same(formula.right)), and(negated(formula.left), opposite(formula.right)));
    case "until":
      return positive ? until(same(formula.left), same(formula.right)) : release(same(formula.left), same(formula.right));
    case "release":
      return positive ? release(same(formula.left), same(formula.right)) : until(same(formula.left), same(formula.right));
    case "weakUntil":
      return positive
        ? release(same(formula.right), or(same(formula.left), same(formula.right)))
        : until(same(formula.right), and(same(formula.left), same(formula.right)));
  }

  function plain(part: Formula): Normal {
    return normalForm(part, true, numberOf);
  }
  function negated(part: Formula): Normal {
    return normalForm(part, false, numberOf);
  }
}

function and(left: Normal, right: Normal): Normal {
  if (left.op === "false" || right.op === "true" || left.key === right.key) return left;
  if (right.op === "false" || left.op === "true") return right;
  return { op: "and", key: `(${left.key}&${right.key})`, left, right };
}

function or(left: Normal, right: Normal): Normal {
  if (left.op === "true" || right.op === "false" || left.key === right.key) return left;
  if (right.op === "true" || left.op === "false") return right;
  return { op: "or", key: `(${left.key}|${right.key})`, left, right };
}

function until(left: Normal, right: Normal): Normal {
  if (right.op === "true" || right.op === "false" || left.op === "false") return right;
  return { op: "until", key: `(${left.key}U${right.key})`, left, right };
}

function release(left: Normal, right: Normal): Normal {
  if (right.op === "true" || right.op === "false" || left.op === "true") return right;
  return { op: "release", key: `(${left.key}R${right.key})`, left, right };
}
