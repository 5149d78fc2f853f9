import { SpecError } from "../language/errors.js";
import type { Normal } from "./normalForm.js";

/** One way to read a letter. */
export interface Transition {
  /** Atoms, as bits, that have to be true, and those that have to be false. */
  readonly must: number;
  readonly mustNot: number;
  readonly target: number;
  /** The acceptance sets, as bits, that it belongs to. */
  readonly accepts: number;
}

/** A generalized Büchi automaton with acceptance on transitions: it accepts a word if some run on it takes transitions of every set again and again. */
export interface Automaton {
  /** By state; a run begins in state 0. */
  readonly transitions: readonly (readonly Transition[])[];
  /** All acceptance sets, as bits. */
  readonly acceptance: number;
}

/** A way to make formulas true: what has to be true now, what has to be from the next moment on, and which untils are put off. */
interface Cover {
  readonly must: number;
  readonly mustNot: number;
  readonly next: readonly Normal[];
  readonly postponed: number;
}

const MOST_UNTILS = 31;

/**
 * An automaton that accepts the words of which a formula is true: Couvreur's tableau (On-the-fly verification of linear temporal logic, FM 1999), a form of
 * Gerth, Peled, Vardi and Wolper's (PSTV 1995). A state is a set of formulas that have to be true from there on; a transition is a way to make
 * them true. It is in the acceptance set of an until unless it puts that until off.
 * @throws SpecError FL121 for more untils than an integer has bits
 */
export function automatonOf(formula: Normal): Automaton {
  const untils = untilsOf(formula);
  if (untils.length > MOST_UNTILS)
    throw new SpecError("FL121", `a formula with ${untils.length} untils`, `split it: at most ${MOST_UNTILS} are decided at once`);
  const acceptance = 2 ** untils.length - 1;
  const bitOf = new Map(untils.map((key, index) => [key, 1 << index]));
  const numbers = new Map<string, number>();
  const obligations: (readonly Normal[])[] = [];
  const numberOf = (formulas: readonly Normal[]): number => {
    const key = keyOf(formulas);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, obligations.length);
    return obligations.push(formulas) - 1;
  };
  numberOf([formula]);
  const transitions: (readonly Transition[])[] = [];
  for (let state = 0; state < obligations.length; state++) {
    const covers = withoutWeaker(coversOf(obligations[state] as readonly Normal[], bitOf));
    transitions.push(covers.map(({ must, mustNot, next, postponed }) => ({ must, mustNot, target: numberOf(next), accepts: acceptance & ~postponed })));
  }
  return { transitions, acceptance };
}

function keyOf(formulas: readonly Normal[]): string {
  return formulas.map(({ key }) => key).join();
}

function untilsOf(formula: Normal): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Normal): void => {
    if (part.op === "until") found.add(part.key);
    if ("left" in part) {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(formula);
  return [...found];
}

function coversOf(formulas: readonly Normal[], bitOf: ReadonlyMap<string, number>): readonly Cover[] {
  const found: Cover[] = [];
  const expand = (todo: readonly Normal[], done: ReadonlySet<string>, cover: Cover): void => {
    const [first, ...rest] = todo;
    if (first === undefined) found.push({ ...cover, next: distinct(cover.next) });
    else if (done.has(first.key)) expand(rest, done, cover);
    else for (const { now, cover: more } of waysOf(first, cover, bitOf)) expand([...now, ...rest], new Set(done).add(first.key), more);
  };
  expand(formulas, new Set(), { must: 0, mustNot: 0, next: [], postponed: 0 });
  return found;
}

/** How one formula can be made true: by others that have to be true now, and by what is added to a cover. */
function waysOf(formula: Normal, cover: Cover, bitOf: ReadonlyMap<string, number>): readonly { readonly now: readonly Normal[]; readonly cover: Cover }[] {
  const later = { ...cover, next: [...cover.next, formula] };
  switch (formula.op) {
    case "true":
      return [{ now: [], cover }];
    case "false":
      return [];
    case "literal": {
      const must = cover.must | (formula.positive ? 1 << formula.atom : 0);
      const mustNot = cover.mustNot | (formula.positive ? 0 : 1 << formula.atom);
      return (must & mustNot) === 0 ? [{ now: [], cover: { ...cover, must, mustNot } }] : [];
    }
    case "and":
      return [{ now: [formula.left, formula.right], cover }];
    case "or":
      return [
        { now: [formula.left], cover },
        { now: [formula.right], cover },
      ];
    case "until":
      return [
        { now: [formula.right], cover },
        { now: [formula.left], cover: { ...later, postponed: cover.postponed | (bitOf.get(formula.key) ?? 0) } },
      ];
    case "release":
      return [
        { now: [formula.left, formula.right], cover },
        { now: [formula.right], cover: later },
      ];
  }
}

/** A set of formulas, in one order. */
function distinct(formulas: readonly Normal[]): readonly Normal[] {
  const byKey = new Map(formulas.map((formula) => [formula.key, formula]));
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Leaves covers away that ask for more than another one does and promise no more. */
function withoutWeaker(covers: readonly Cover[]): readonly Cover[] {
  return covers.filter((cover, index) => !covers.some((other, at) => at !== index && implies(cover, other) && !(implies(other, cover) && index < at)));
}

function implies(strong: Cover, weak: Cover): boolean {
  const within = (some: number, all: number): boolean => (some & ~all) === 0;
  const keys = new Set(strong.next.map(({ key }) => key));
  return (
    within(weak.must, strong.must) &&
    within(weak.mustNot, strong.mustNot) &&
    within(weak.postponed, strong.postponed) &&
    weak.next.every(({ key }) => keys.has(key))
  );
}
