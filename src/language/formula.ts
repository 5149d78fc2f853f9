import { type Action, showAction } from "./action.js";
import type { Site } from "./site.js";

/** A named statement about single states: the letters that formulas are made of. */
export interface Predicate {
  readonly kind: "predicate";
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the engine calls it with the views of the model it belongs to.
  readonly holds: (s: any, p: any) => boolean;
  readonly site: Site | undefined;
}

/** What a formula says of one moment of a run: of its state, of where a process stands, or of the step that is taken then. */
export type Atom =
  | Predicate
  | { readonly kind: "at"; readonly place: string }
  | { readonly kind: "ended"; readonly process: string }
  | { readonly kind: "taken"; readonly action: Action };

/**
 * A formula of linear temporal logic without `next`, about infinite runs. A run that ends stays in its last state for ever, and takes no step there.
 */
export type Formula =
  | { readonly op: "true" | "false" }
  | { readonly op: "atom"; readonly atom: Atom }
  | { readonly op: "not" | "globally" | "eventually"; readonly of: Formula }
  | { readonly op: "and" | "or" | "implies" | "equivalent" | "until" | "weakUntil" | "release"; readonly left: Formula; readonly right: Formula };

const UNARY = { not: "!", globally: "[] ", eventually: "<> " } as const;
const BINARY = { and: "&&", or: "||", implies: "->", equivalent: "<->", until: "U", weakUntil: "W", release: "R" } as const;

/** A formula as text, in the syntax that formulas are read in. */
export function showFormula(formula: Formula): string {
  switch (formula.op) {
    case "true":
    case "false":
      return formula.op;
    case "atom":
      return showAtom(formula.atom);
    case "not":
    case "globally":
    case "eventually":
      return `${UNARY[formula.op]}${bracketed(formula.of)}`;
    default:
      return `${bracketed(formula.left)} ${BINARY[formula.op]} ${bracketed(formula.right)}`;
  }
}

function bracketed(formula: Formula): string {
  return "left" in formula ? `(${showFormula(formula)})` : showFormula(formula);
}

function showAtom(atom: Atom): string {
  switch (atom.kind) {
    case "predicate":
      return atom.name;
    case "at":
      return `at(${atom.place})`;
    case "ended":
      return `ended(${atom.process})`;
    case "taken":
      return `taken(${showAction(atom.action)})`;
  }
}

/** The atoms of a formula, once each, in the order in which it names them. */
export function atomsOf(formula: Formula): readonly Atom[] {
  const found = new Set<Atom>();
  const visit = (part: Formula): void => {
    if (part.op === "atom") found.add(part.atom);
    else if ("of" in part) visit(part.of);
    else if ("left" in part) {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(formula);
  return [...found];
}
