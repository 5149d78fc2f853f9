/** Draws a number below `n`. */
export type Draw = (n: number) => number;

/** The text of a model that uses the subset at random: `export const NAME = things.model(…)`, over the state of {@link PRELUDE}. */
export function randomModel(name: string, draw: Draw): string {
  return new Writer(draw).model(name);
}

/** Numbers that follow from a seed: Mulberry32. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return ((twice ^ (twice >>> 14)) >>> 0) % n;
  };
}

/** Declarations that every random model uses. */
export const PRELUDE = `
const small = range(-1, 3);
const things = system("things", {
  parameters: parameters({ N: 2, fast: true }),
  variables: {
    n: small, m: range(0, 2), on: bool, c: oneOf("red", "green", "blue"), l: oneOf("green", "red"), set: subset(3),
    v: vector(3, small), b: vector(3, bool), w: vector(3, range(0, 2)), r: vector(2, record({ k: range(0, 2), f: bool })),
  },
});
const inner = prototype("inner", { args: { given: small }, results: { made: small }, exits: ["good", "bad"] });
const add = (a, b) => a + b;
function firstOf(v, wanted) {
  for (let i = 0; i < v.length; i++) if (v[i] === wanted) return i;
  return -1;
}
function nudge(record, choose) {
  if (!choose.flag("nudge")) return;
  record.k = mod(record.k + 1, 3);
  if (record.k === 0) record.f = !record.f;
}
function signOf(n) {
  if (n < 0) return "red";
  if (n === 0) return "green";
  return "blue";
}
`;

class Writer {
  private ints: string[] = [];
  private lets: string[] = [];
  private names = 0;
  /** Choices in loops multiply beyond what a test can walk. */
  private inLoop = false;

  constructor(private readonly draw: Draw) {}

  model(name: string): string {
    const called = `things.machine(inner, { source: "", locals: { x: range(-1, 3) }, steps: { one${this.step(["two", "good"])}, two${this.step(["one", "good", "bad"])} } })`;
    const wiring = `{ to: inner, with${this.wiring()}, on: { good${this.exit(true)}, bad${this.exit(false)} } }`;
    const actor = `things.actor("actor", { source: "", locals: { x: range(-1, 3) }, exits: ["done"], steps: { a${this.step(["a", "b", "sub"])}, b${this.step(["a", "done", "sub"])} }, calls: { sub: ${wiring} } })`;
    const truth = this.one(["always", "never", "sometimes"]);
    return `export const ${name} = things.model("${name}", {
  kernel: kernel("k", { links: [${called}] }),
  processes: [things.process("p", ${actor}), things.process("q", inner, { daemon: true, with: (s) => ({ given: s.n }) })],
  initial: things.initial((s, p, choose) => { s.n = choose.number("n", 0, 2); s.on = choose.flag("on"); s.v[s.n] = 1; }),
  properties: [things.${truth}("property", {}, (s, p) => ${this.shared(() => this.bool(3))})],
});
`;
  }

  private one<T>(options: readonly T[]): T {
    return options[this.draw(options.length)] as T;
  }

  private fresh(): string {
    return `t${this.names++}`;
  }

  /** Text in which no local of a step is visible. */
  private shared(write: () => string): string {
    this.ints = [];
    this.lets = [];
    return write();
  }

  private step(next: readonly string[]): string {
    return this.shared(() => {
      this.ints = ["me.x"];
      const guard = this.draw(3) === 0 ? `when(${this.bool(1)});` : "";
      return `(s, me, p, choose) { ${guard} ${this.block(2)} ${this.leave(next)} }`;
    });
  }

  private leave(next: readonly string[]): string {
    const early = this.draw(2) === 0 ? `if (${this.bool(1)}) { ${this.block(1)} return "${this.one(next)}"; }` : "";
    const last = this.draw(2) === 0 ? `${this.bool(1)} ? "${this.one(next)}" : "${this.one(next)}"` : `"${this.one(next)}"`;
    return `${early} ${early === "" ? "" : this.statement(1)} return ${last};`;
  }

  private wiring(): string {
    return this.shared(() => `: (s, me, p) => ({ given: ${this.int(1)} })`);
  }

  private exit(good: boolean): string {
    return this.shared(() => `(s, me, out, p) { me.x = min(3, max(-1, out.${good ? "made" : "given"} - ${this.int(1)})); return "${this.one(["a", "b"])}"; }`);
  }

  private block(depth: number): string {
    const visible = [this.ints.length, this.lets.length] as const;
    const text = Array.from({ length: 1 + this.draw(3) }, () => this.statement(depth)).join(" ");
    this.ints.length = visible[0];
    this.lets.length = visible[1];
    return text;
  }

  private statement(depth: number): string {
    const simple = [
      () => `s.n = ${this.int(2)};`,
      () => `s.m = mod(${this.int(2)}, 3);`,
      () => `s.on = ${this.bool(2)};`,
      () => `s.v[${this.index()}] = ${this.kept()};`,
      () => `s.v[${this.index()}] += ${this.int(1)};`,
      () => `s.b[${this.index()}] = ${this.bool(1)};`,
      () => `s.r[${this.one(["0", "1", "s.m", "mod(s.n, 2)"])}].k = mod(${this.int(1)}, 3);`,
      () => `s.c = ${this.colour()};`,
      () => `s.set.${this.one(["add", "delete"])}(${this.index()});`,
      () => `fill(s.v, ${this.index()}, ${this.int(1)}, ${this.kept()});`,
      () => `copy(s.v, ${this.index()}, s.${this.one(["v", "w"])}, ${this.index()}, mod(${this.int(1)}, 2));`,
      () => `s.r[0] = s.r[${this.one(["1", "s.m"])}];`,
      () => (this.inLoop ? this.local() : `nudge(s.r[${this.one(["0", "1"])}], choose);`),
      () => (this.inLoop ? this.local() : this.choice()),
      () => this.local(),
      () => this.update(),
    ];
    const nested = [
      () => `if (${this.bool(1)}) { ${this.block(depth - 1)} } else { ${this.block(depth - 1)} }`,
      () => `if (${this.bool(1)}) { ${this.block(depth - 1)} }`,
      () => this.loop(depth),
      () => `switch (s.c) { case "red": ${this.block(depth - 1)} break; case "green": case "blue": if (${this.bool(1)}) break; ${this.block(depth - 1)} }`,
      () => `switch (s.m) { case 0: ${this.block(depth - 1)} break; default: ${this.block(depth - 1)} }`,
    ];
    return depth > 0 && this.draw(3) === 0 ? this.one(nested)() : this.one(simple)();
  }

  /** fill and add want a value that is often in its domain, or nothing is left to compare. */
  private kept(): string {
    return this.draw(3) === 0 ? this.int(1) : `min(3, max(-1, ${this.int(1)}))`;
  }

  private choice(): string {
    const name = this.fresh();
    const text = this.one([
      () => `const ${name} = choose.number("${name}", ${this.draw(2) - 1}, ${this.one(["1", "s.m", "s.n"])});`,
      () => `const ${name} = choose.flag("${name}") ? 1 : ${this.int(1)};`,
      () => `const ${name} = choose.oneOf("${name}", ["red", "blue"]) === s.c ? 0 : 2;`,
    ])();
    this.ints.push(name);
    return text;
  }

  private local(): string {
    const name = this.fresh();
    const text = `${this.draw(2) === 0 ? "const" : "let"} ${name} = ${this.int(2)};`;
    this.ints.push(name);
    if (text.startsWith("let")) this.lets.push(name);
    return text;
  }

  private update(): string {
    return this.lets.length === 0 ? this.local() : `${this.one(this.lets)} ${this.one(["=", "+=", "-="])} ${this.int(1)};`;
  }

  private loop(depth: number): string {
    const name = this.fresh();
    const outer = this.inLoop;
    const bound = this.fresh();
    this.inLoop = true;
    this.ints.push(name);
    const jump = this.draw(2) === 0 ? `if (${this.bool(1)}) ${this.one(["break", "continue"])};` : "";
    const body = `{ ${this.block(depth - 1)} ${jump} ${this.block(depth - 1)} }`;
    this.ints.pop();
    this.inLoop = outer;
    return this.one([
      `for (let ${name} = 0; ${name} < 2; ${name}++) ${body}`,
      `const ${bound} = s.m; for (let ${name} = 0; ${name} <= ${bound}; ${name}++) ${body}`,
      `for (let ${name} = 2; ${name} >= 0; ${name}--) ${body}`,
      `for (const ${name} of [0, 2, 1]) ${body}`,
    ]);
  }

  private index(): string {
    return this.draw(8) === 0 ? this.int(1) : this.one(["0", "s.m", `mod(${this.int(1)}, 3)`]);
  }

  private int(depth: number): string {
    const leaves = [
      () => String(this.draw(5) - 1),
      () => "s.n",
      () => "s.m",
      () => "s.w[1]",
      () => `s.v[${this.one(["0", "2", "s.m"])}]`,
      () => "s.r[1].k",
      () => "s.set.size",
      () => "p.N",
      () => this.name(),
    ];
    const nodes = [
      () => `(${this.int(depth - 1)} ${this.one(["+", "-", "*"])} ${this.int(depth - 1)})`,
      () => `${this.one(["div", "mod", "min", "max"])}(${this.int(depth - 1)}, ${this.int(depth - 1)})`,
      () => `(${this.bool(depth - 1)} ? ${this.int(depth - 1)} : ${this.int(depth - 1)})`,
      () => `add(${this.int(depth - 1)}, ${this.int(depth - 1)})`,
      () => `firstOf(s.v, ${this.int(depth - 1)})`,
      () => this.quantified("count", depth),
    ];
    return depth > 0 && this.draw(2) === 0 ? this.one(nodes)() : this.one(leaves)();
  }

  private name(): string {
    return this.ints.length === 0 ? "2" : this.one(this.ints);
  }

  private bool(depth: number): string {
    const leaves = [
      () => "s.on",
      () => "s.b[1]",
      () => "s.r[0].f",
      () => "p.fast",
      () => `s.c === "green"`,
      () => "s.c === s.l",
      () => `s.n ${this.one(["<", "<=", ">", ">=", "===", "!=="])} ${this.int(0)}`,
    ];
    const nodes = [
      () => `(${this.bool(depth - 1)} ${this.one(["&&", "||"])} ${this.bool(depth - 1)})`,
      () => `!${this.one(["", "!"])}(${this.bool(depth - 1)})`,
      () => `${this.int(depth - 1)} ${this.one(["<", ">=", "==="])} ${this.int(depth - 1)}`,
      () => `implies(${this.bool(depth - 1)}, () => ${this.bool(depth - 1)})`,
      () => `s.set.has(${this.index()})`,
      () => `s.c === signOf(${this.int(depth - 1)})`,
      () => this.quantified(this.one(["all", "any"]), depth),
    ];
    return depth > 0 && this.draw(2) === 0 ? this.one(nodes)() : this.one(leaves)();
  }

  private quantified(word: string, depth: number): string {
    const name = this.fresh();
    this.ints.push(name);
    const body = this.draw(2) === 0 ? this.bool(depth - 1) : `s.v[${name}] ${this.one(["<", "==="])} ${this.int(depth - 1)}`;
    this.ints.pop();
    return `${word}(0, 3, (${name}) => ${body})`;
  }

  private colour(): string {
    return this.one([`"red"`, "s.l", `(${this.bool(1)} ? s.l : "blue")`, "s.c", `signOf(${this.int(1)})`]);
  }
}
