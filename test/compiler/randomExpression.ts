import type { Draw } from "./draw.js";

/** A rule of the language that a random model may break. */
export type Rule = "domain" | "index" | "overflow" | "division by zero" | "empty choice";

const RULES: readonly Rule[] = ["domain", "index", "overflow", "division by zero", "empty choice"];

/** What an expression may name besides the shared state. */
interface Scope {
  readonly ints: readonly string[];
  readonly hues: readonly string[];
  /** Whether ghosts may be read: in properties, and in what is written to ghosts. */
  readonly ghosts: boolean;
}

const NOTHING: Scope = { ints: [], hues: [], ghosts: false };

/**
 * Writes expressions over the state of `randomThings.ts`. A model is rash about one or two of the rules and careful about the rest: were it
 * rash about all of them, the first violation would hide the others.
 */
export class RandomExpression {
  private readonly rash: readonly Rule[];
  private scope = NOTHING;
  private names = 0;

  constructor(readonly draw: Draw) {
    this.rash = Array.from({ length: draw(3) }, () => this.one(RULES));
  }

  one<T>(options: readonly T[]): T {
    return options[this.draw(options.length)] as T;
  }

  /** Whether a thing happens that happens once in so many times. */
  once(times: number): boolean {
    return this.draw(times) === 0;
  }

  /** Whether to break a rule, or to risk it, here. */
  isRash(rule: Rule): boolean {
    return this.rash.includes(rule) && this.once(2);
  }

  /** One of the rules that this model is rash about. */
  temptation(): Rule | undefined {
    return this.rash.length === 0 ? undefined : this.one(this.rash);
  }

  fresh(): string {
    return `t${this.names++}`;
  }

  /** Text in which, of everything outside the shared state, only this is visible. */
  within(scope: Partial<Scope>, write: () => string): string {
    const outer = this.scope;
    this.scope = { ...NOTHING, ...scope };
    const text = write();
    this.scope = outer;
    return text;
  }

  /** Text in which what it declares is visible until it ends. */
  nested(write: () => string): string {
    return this.within(this.scope, write);
  }

  /** Text that may read ghosts, too. */
  withGhosts(write: () => string): string {
    return this.within({ ...this.scope, ghosts: true }, write);
  }

  declare(int: string): void {
    this.scope = { ...this.scope, ints: [...this.scope.ints, int] };
  }

  declareHue(name: string): void {
    this.scope = { ...this.scope, hues: [...this.scope.hues, name] };
  }

  /** An index into three elements. */
  index(): string {
    return this.isRash("index") ? this.int(1) : this.one(["0", "s.m", "s.seed", `mod(${this.int(1)}, 3)`]);
  }

  /** A value for the domain of n, v and x. */
  kept(): string {
    return this.isRash("domain") ? this.int(1) : `min(3, max(-1, ${this.int(1)}))`;
  }

  int(depth: number): string {
    return depth > 0 && this.once(2) ? this.one(this.intNodes(depth - 1))() : this.one(this.intLeaves)();
  }

  private readonly intLeaves = [
    () => String(this.draw(5) - 1),
    () => "s.n",
    () => "s.m",
    () => "s.seed",
    () => "s.w[1]",
    () => `s.v[${this.one(["0", "2", "s.m"])}]`,
    () => `s.r[${this.one(["1", "mod(s.n, 2)"])}].k`,
    () => `s.${this.one(["set", "moods"])}.size`,
    () => this.one(["p.N", "p.LAST", "s.near", "s.spare.k", "s.paint.length"]),
    () => (this.scope.ghosts ? this.one(["s.ought", "s.due[0]"]) : "s.n"),
    () => (this.scope.ints.length === 0 ? "2" : this.one(this.scope.ints)),
    () => "max(-5, min(s.wide, 5))",
  ];

  private intNodes(depth: number): readonly (() => string)[] {
    return [
      () => `(${this.int(depth)} ${this.one(["+", "-", "*"])} ${this.int(depth)})`,
      () => `${this.one(["min", "max"])}(${this.int(depth)}, ${this.int(depth)})`,
      () => `${this.one(["div", "mod"])}(${this.int(depth)}, ${this.isRash("division by zero") ? this.int(depth) : this.one(["2", "3", "-2"])})`,
      () => `(${this.bool(depth)} ? ${this.int(depth)} : ${this.int(depth)})`,
      () => `add(${this.int(depth)}, ${this.int(depth)})`,
      () => `firstOf(s.v, ${this.int(depth)})`,
      () => this.quantified("count", depth),
    ];
  }

  bool(depth: number): string {
    return depth > 0 && this.once(2) ? this.one(this.boolNodes(depth - 1))() : this.one(this.boolLeaves)();
  }

  private readonly boolLeaves = [
    () => "s.on",
    () => `s.b[${this.one(["1", "s.m"])}]`,
    () => this.one(["s.r[0].f", "s.spare.f", "s.r[s.near === 0 ? 0 : 1].bits[mod(s.n, 2)]", "s.seeds[1]"]),
    () => this.one(["p.fast", `p.style === "rich"`]),
    () => `${this.colour(0)} ${this.one(["===", "!=="])} ${this.one([`"green"`, `"red"`])}`,
    () => "s.c === s.l",
    () => `s.moods.has("${this.one(["calm", "cross"])}")`,
    () => `${this.one(["s.n", "s.m", "s.wide"])} ${this.one(["<", "<=", ">", ">=", "===", "!=="])} ${this.int(0)}`,
  ];

  private boolNodes(depth: number): readonly (() => string)[] {
    return [
      () => `(${this.bool(depth)} ${this.one(["&&", "||"])} ${this.bool(depth)})`,
      () => `!${this.one(["", "!"])}(${this.bool(depth)})`,
      () => `${this.int(depth)} ${this.one(["<", ">=", "==="])} ${this.int(depth)}`,
      () => `implies(${this.bool(depth)}, () => ${this.bool(depth)})`,
      () => `s.set.has(${this.index()})`,
      () => `s.c === signOf(${this.int(depth)})`,
      () => this.quantified(this.one(["all", "any"]), depth),
    ];
  }

  private quantified(word: string, depth: number): string {
    const name = this.fresh();
    return this.nested(() => {
      this.declare(name);
      const body = this.once(2) ? this.bool(depth) : `s.v[${name}] ${this.one(["<", "==="])} ${this.int(depth)}`;
      return `${word}(0, 3, (${name}) => ${body})`;
    });
  }

  colour(depth: number): string {
    const leaves = [() => "s.c", () => "s.paint[s.near]", () => (this.scope.hues.length === 0 ? "s.l" : this.one(this.scope.hues))];
    const nodes = [() => `"${this.one(["red", "blue"])}"`, () => `(${this.bool(depth - 1)} ? s.l : "blue")`, () => `signOf(${this.int(depth - 1)})`];
    return this.one(depth > 0 ? [...leaves, ...nodes] : leaves)();
  }
}
