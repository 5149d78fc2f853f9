/** A term of SMT-LIB, as text. What is decided by constants is folded here, so that a formula says only what is open. */
export type Term = string;

/** The sorts in use: conditions are Bool, everything else is an integer in the encoding of the slots. */
export type Sort = "Bool" | "Int";

export function integerTerm(value: number): Term {
  return value < 0 ? `(- ${-value})` : String(value);
}

export function and(...parts: readonly Term[]): Term {
  const open = [...new Set(parts.filter((part) => part !== "true"))];
  if (open.includes("false")) return "false";
  return open.length > 1 ? `(and ${open.join(" ")})` : (open[0] ?? "true");
}

export function or(...parts: readonly Term[]): Term {
  const open = [...new Set(parts.filter((part) => part !== "false"))];
  if (open.includes("true")) return "true";
  return open.length > 1 ? `(or ${open.join(" ")})` : (open[0] ?? "false");
}

export function not(part: Term): Term {
  if (part === "true") return "false";
  return part === "false" ? "true" : `(not ${part})`;
}

export function implies(left: Term, right: Term): Term {
  if (left === "true" || right === "true") return right;
  if (left === "false") return "true";
  return right === "false" ? not(left) : `(=> ${left} ${right})`;
}

export function equal(left: Term, right: Term): Term {
  if (left === right) return "true";
  if (isNumber(left) && isNumber(right)) return "false";
  return `(= ${left} ${right})`;
}

export function choice(condition: Term, whenTrue: Term, whenFalse: Term): Term {
  if (condition === "true" || whenTrue === whenFalse) return whenTrue;
  if (condition === "false") return whenFalse;
  if (whenTrue === "true" && whenFalse === "false") return condition;
  return `(ite ${condition} ${whenTrue} ${whenFalse})`;
}

/** `least <= of <= greatest` */
export function inRange(of: Term, least: number, greatest: number): Term {
  return least === greatest ? equal(of, integerTerm(least)) : `(<= ${integerTerm(least)} ${of} ${integerTerm(greatest)})`;
}

/** `from <= of < until` */
export function inTurns(of: Term, from: Term, until: Term): Term {
  return `(and (<= ${from} ${of}) (< ${of} ${until}))`;
}

/** A name that may hold anything but what SMT-LIB keeps for itself. */
export function symbol(text: string): Term {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(text) && !RESERVED.has(text) ? text : `|${text.replace(/[|\\]/g, "?")}|`;
}

const RESERVED: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "ite",
  "let",
  "true",
  "false",
  "div",
  "mod",
  "abs",
  "distinct",
  "forall",
  "exists",
  "par",
  "_",
  "as",
]);

function isNumber(term: Term): boolean {
  return /^(\d+|\(- \d+\))$/.test(term);
}
