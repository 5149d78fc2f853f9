import type { Atom, Formula } from "../../src/language/formula.js";

/** The letters of an infinite word that repeats its loop for ever. */
export interface LassoWord {
  readonly letters: readonly number[];
  /** Where the loop begins; after the last letter comes this one. */
  readonly loop: number;
}

/** The truth of a formula at each position of a word, read off the meaning of each operator: nothing here is shared with what decides formulas. */
export function truthOf(formula: Formula, word: LassoWord, numberOf: (atom: Atom) => number): readonly boolean[] {
  const of = (part: Formula): readonly boolean[] => truthOf(part, word, numberOf);
  const each = (left: Formula, right: Formula, op: (a: boolean, b: boolean) => boolean): readonly boolean[] => {
    const [a, b] = [of(left), of(right)];
    return word.letters.map((_, at) => op(a[at] === true, b[at] === true));
  };
  const always = (): readonly boolean[] => word.letters.map(() => true);
  switch (formula.op) {
    case "true":
    case "false":
      return word.letters.map(() => formula.op === "true");
    case "atom":
      return word.letters.map((letter) => ((letter >> numberOf(formula.atom)) & 1) === 1);
    case "not":
      return of(formula.of).map((truth) => !truth);
    case "and":
      return each(formula.left, formula.right, (a, b) => a && b);
    case "or":
      return each(formula.left, formula.right, (a, b) => a || b);
    case "implies":
      return each(formula.left, formula.right, (a, b) => !a || b);
    case "equivalent":
      return each(formula.left, formula.right, (a, b) => a === b);
    case "until":
      return untilTruth(of(formula.left), of(formula.right), word);
    case "weakUntil": {
      const [left, right] = [of(formula.left), of(formula.right)];
      const [comes, stays] = [untilTruth(left, right, word), globallyTruth(left, word)];
      return comes.map((truth, at) => truth || stays[at] === true);
    }
    case "release": {
      const [left, right] = [of(formula.left), of(formula.right)];
      const broken = untilTruth(
        left.map((truth) => !truth),
        right.map((truth) => !truth),
        word,
      );
      return broken.map((truth) => !truth);
    }
    case "eventually":
      return untilTruth(always(), of(formula.of), word);
    case "globally":
      return globallyTruth(of(formula.of), word);
  }
}

/** Every position that follows a position, itself first: once through the rest, and once more through the loop. */
function following({ letters, loop }: LassoWord, from: number): readonly number[] {
  const rest = Array.from({ length: letters.length - from }, (_, at) => from + at);
  return [...rest, ...Array.from({ length: letters.length - loop }, (_, at) => loop + at)];
}

function untilTruth(left: readonly boolean[], right: readonly boolean[], word: LassoWord): readonly boolean[] {
  return word.letters.map((_, from) => {
    for (const at of following(word, from)) {
      if (right[at] === true) return true;
      if (left[at] !== true) return false;
    }
    return false;
  });
}

function globallyTruth(of: readonly boolean[], word: LassoWord): readonly boolean[] {
  return word.letters.map((_, from) => following(word, from).every((at) => of[at] === true));
}
