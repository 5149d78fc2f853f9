import { SpecError } from "./errors.js";
import type { Formula } from "./formula.js";
import type { Site } from "./site.js";

type Binary = Extract<Formula, { left: Formula }>["op"];
type Unary = Extract<Formula, { of: Formula }>["op"];

const UNARY: ReadonlyMap<string, Unary> = new Map([
  ["!", "not"],
  ["not", "not"],
  ["[]", "globally"],
  ["G", "globally"],
  ["always", "globally"],
  ["<>", "eventually"],
  ["F", "eventually"],
  ["eventually", "eventually"],
]);

/** Binary operators, the loosest first; those of one level associate to the right. */
const LEVELS: readonly ReadonlyMap<string, Binary>[] = [
  new Map([
    ["<->", "equivalent"],
    ["equivalent", "equivalent"],
  ]),
  new Map([
    ["->", "implies"],
    ["implies", "implies"],
  ]),
  new Map([
    ["||", "or"],
    ["\\/", "or"],
    ["or", "or"],
  ]),
  new Map([
    ["&&", "and"],
    ["/\\", "and"],
    ["and", "and"],
  ]),
  new Map([
    ["U", "until"],
    ["until", "until"],
    ["W", "weakUntil"],
    ["weakuntil", "weakUntil"],
    ["R", "release"],
    ["V", "release"],
    ["release", "release"],
  ]),
];

const NEXT: ReadonlySet<string> = new Set(["X", "next"]);
const WORDS: ReadonlySet<string> = new Set([...UNARY.keys(), ...LEVELS.flatMap((level) => [...level.keys()]), ...NEXT, "true", "false"]);
const TOKEN = /\s*(\[\]|<->|<>|->|&&|\|\||\/\\|\\\/|[!()]|[A-Za-z_]\w*)/y;

interface Token {
  readonly text: string;
  /** Counted from 1. */
  readonly column: number;
}

/**
 * Reads a formula in the syntax of SPIN's `ltl`: `[] (busy -> <> idle)`, with `U`, `W`, `R` (or `V`), or their names in words.
 * @param atoms what its names stand for
 * @throws SpecError FL121 if it does not parse, FL122 for an unknown name, FL123 for `next`
 */
export function parseFormula(text: string, atoms: Readonly<Record<string, Formula>>, site: Site | undefined): Formula {
  const taken = Object.keys(atoms).find((name) => WORDS.has(name) || !/^[A-Za-z_]\w*$/.test(name));
  if (taken !== undefined) throw new SpecError("FL121", `'${taken}' cannot be the name of a predicate`, "give it a name that is no word of formulas", site);
  return new FormulaParser(text, atoms, site).parse();
}

class FormulaParser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(
    private readonly text: string,
    private readonly atoms: Readonly<Record<string, Formula>>,
    private readonly site: Site | undefined,
  ) {
    this.tokens = this.tokenize();
  }

  parse(): Formula {
    const formula = this.binary(0);
    const rest = this.tokens[this.position];
    if (rest !== undefined) this.refuse(`'${rest.text}' is one too many`, rest.column);
    return formula;
  }

  private binary(level: number): Formula {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    const left = this.binary(level + 1);
    const op = operators.get(this.tokens[this.position]?.text ?? "");
    if (op === undefined) return left;
    this.position++;
    return { op, left, right: this.binary(level) };
  }

  private unary(): Formula {
    const token = this.tokens[this.position++];
    if (token === undefined) return this.refuse("a formula is missing", this.text.trimEnd().length + 1);
    const op = UNARY.get(token.text);
    if (op !== undefined) return { op, of: this.unary() };
    if (token.text === "true" || token.text === "false") return { op: token.text };
    return token.text === "(" ? this.brackets(token) : this.name(token);
  }

  private brackets(open: Token): Formula {
    const formula = this.binary(0);
    if (this.tokens[this.position++]?.text === ")") return formula;
    return this.refuse("this bracket is never closed", open.column);
  }

  private name({ text, column }: Token): Formula {
    if (NEXT.has(text)) {
      const hint = "how many steps something takes is no property of the system: say what holds until what, or ask a step property";
      throw new SpecError("FL123", `${this.place(column)}: '${text}' speaks of the next step`, hint, this.site);
    }
    const atom = Object.hasOwn(this.atoms, text) ? this.atoms[text] : undefined;
    if (atom !== undefined) return atom;
    if (WORDS.has(text) || !/^\w/.test(text)) return this.refuse(`'${text}' has nothing on its left`, column);
    const known = Object.keys(this.atoms).join(", ") || "none";
    throw new SpecError("FL122", `${this.place(column)}: nothing is called '${text}'`, `its predicates: ${known}`, this.site);
  }

  private tokenize(): Token[] {
    const tokens: Token[] = [];
    TOKEN.lastIndex = 0;
    const end = this.text.trimEnd().length;
    for (let from = 0; from < end; from = TOKEN.lastIndex) {
      TOKEN.lastIndex = from;
      const [whole, text] = TOKEN.exec(this.text) ?? [];
      if (whole === undefined || text === undefined) {
        const blank = /^\s*/.exec(this.text.slice(from))?.[0].length ?? 0;
        return this.refuse(`'${this.text[from + blank]}' is no part of a formula`, from + blank + 1);
      }
      tokens.push({ text, column: from + whole.length - text.length + 1 });
    }
    return tokens;
  }

  private refuse(what: string, column: number): never {
    throw new SpecError("FL121", `${this.place(column)}: ${what}`, "write it with names, ! && || -> <-> [] <> U W R and brackets", this.site);
  }

  private place(column: number): string {
    return `"${this.text}", column ${column}`;
  }
}
