import type { RandomExpression } from "./randomExpression.js";

/** Writes statements over the state of `randomThings.ts`, and the bodies of steps, calls and initial rules. */
export class RandomBody {
  private lets: readonly string[] = [];
  private hasLocals = false;
  /** Choices in loops multiply beyond what a test can walk. */
  private inLoop = false;

  constructor(private readonly of: RandomExpression) {}

  /** A step that leads to one of `next`. */
  step(next: readonly string[]): string {
    const { of } = this;
    return this.body(true, () => {
      const guard = of.once(5) ? `${of.one(["when", "need"])}(${of.bool(1)});` : "";
      return `(s, me, p, choose) { ${guard} ${this.block(2)} ${this.leave(next)} }`;
    });
  }

  /** What an exit of a call does: `use` takes the results. */
  exit(use: string, next: readonly string[]): string {
    const { of } = this;
    return this.body(true, () => {
      const text = `${use} ${of.once(2) ? `s.n = ${of.kept()};` : ""} return "${of.one(next)}";`;
      return `(s, me, out, p) { ${text} }`;
    });
  }

  /** How an initial state is chosen: one of several, as a rule. */
  initial(): string {
    const { of } = this;
    return this.body(false, () => {
      const chosen = [
        `s.n = choose.number("n", 0, ${of.one(["1", "2", "p.N"])});`,
        `s.on = choose.flag("on");`,
        `s.seed = choose.number("seed", 0, ${of.draw(3)});`,
        `s.c = choose.oneOf("c", ["red", "blue"]);`,
        `s.seeds[1] = choose.flag("seeds");`,
        `for (let i = 0; i < 2; i++) s.r[i].k = i;`,
      ].filter(() => of.once(2));
      const narrow = of.once(4) ? `when(${of.bool(1)} || s.m === 0);` : "";
      return `(s, p, choose) => { ${narrow} s.v[s.m] = 1; ${chosen.join(" ")} ${of.once(3) ? this.block(1) : ""} }`;
    });
  }

  private body(hasLocals: boolean, write: () => string): string {
    this.lets = [];
    this.hasLocals = hasLocals;
    return this.of.within(hasLocals ? { ints: ["me.x"], hues: ["me.hue"] } : {}, write);
  }

  private leave(next: readonly string[]): string {
    const { of } = this;
    const early = of.once(2) ? `if (${of.bool(1)}) { ${this.block(1)} return "${of.one(next)}"; }` : this.statement(1);
    const fork = of.one([of.bool(1), `choose.flag("${of.fresh()}")`]);
    return `${early} return ${fork} ? "${of.one(next)}" : "${of.one(next)}";`;
  }

  private block(depth: number): string {
    const outer = this.lets;
    const text = this.of.nested(() => Array.from({ length: 1 + this.of.draw(3) }, () => this.statement(depth)).join(" "));
    this.lets = outer;
    return text;
  }

  private statement(depth: number): string {
    const { of } = this;
    if (depth > 0 && of.once(3)) return this.compound(depth - 1);
    if (of.once(6)) return this.tempted();
    return of.one([this.scalar, this.scalar, this.part, this.part, this.rangeOfCells, this.ghost, this.chosen, this.local, this.update]).call(this);
  }

  /** What breaks a rule in some states, if the model is rash. */
  private tempted(): string {
    const { of } = this;
    switch (of.temptation()) {
      case undefined:
        return this.update();
      case "domain":
        return `s.n = s.n + ${of.int(1)};`;
      case "index":
        return `s.v[s.n + ${of.int(1)}] = 1;`;
      case "overflow":
        // Sums and products are JavaScript's own: what checks them is the function that takes them.
        return `s.wide = ${of.one(["max(s.wide, s.wide * 65537 + 40000)", "mod(-2147483647 - s.m, 1000)", "min(1, 2147483647 + s.n)"])};`;
      case "division by zero":
        return `s.m = mod(div(${of.int(1)}, s.n), 3);`;
      case "empty choice":
        return this.inLoop ? this.update() : `s.m = choose.number("${of.fresh()}", ${of.one(["s.n", "s.m", "1"])}, ${of.one(["0", "1", "s.n"])});`;
    }
  }

  private scalar(): string {
    const { of } = this;
    return of.one([
      () => `s.n = ${of.kept()};`,
      () => (of.isRash("domain") ? `s.n${of.one(["++", "--"])};` : "s.on = !s.on;"),
      () => `s.m = ${of.isRash("domain") ? of.int(2) : `mod(${of.int(2)}, 3)`};`,
      () => `s.on = ${of.bool(2)};`,
      () => `s.c = ${of.colour(2)};`,
      () => `s.l = ${of.isRash("domain") ? of.colour(1) : of.one([`"red"`, "s.l"])};`,
      () => `s.near = ${of.isRash("domain") ? of.int(1) : `mod(${of.int(1)}, p.N)`};`,
      () => `s.wide = ${of.int(1)};`,
    ])();
  }

  private part(): string {
    const { of } = this;
    const thing = of.one(["s.spare", "s.r[0]", "s.r[s.near === 0 ? 0 : 1]", "s.r[mod(s.n, 2)]"]);
    return of.one([
      () => `s.v[${of.index()}] = ${of.kept()};`,
      () => (of.isRash("domain") ? `s.v[${of.index()}] += ${of.int(1)};` : `s.w[${of.index()}] = mod(${of.int(1)}, 3);`),
      () => `s.b[${of.index()}] = ${of.bool(1)};`,
      () => `s.paint[${of.isRash("index") ? of.int(1) : "s.near"}] = ${of.colour(1)};`,
      () => `${thing}.k = mod(${of.int(1)}, 3);`,
      () => `${thing}.bits[${of.one(["0", "1", "mod(s.m, 2)"])}] = ${of.bool(1)};`,
      () => `${thing} = ${of.one(["s.spare", "s.r[0]", "s.r[mod(s.m, 2)]"])};`,
      () => this.reference(),
      () => `s.set.${of.one(["add", "delete"])}(${of.index()});`,
      () => of.one(["s.set.clear();", "s.moods.clear();", `s.moods.add("calm");`, `s.moods.add("cross");`, `s.moods.delete("cross");`]),
    ])();
  }

  private reference(): string {
    const { of } = this;
    const name = of.fresh();
    return `const ${name} = s.r[mod(${of.int(1)}, 2)]; ${name}.k = mod(${name}.k + 1, 3); ${name}.f = ${of.bool(1)};`;
  }

  private rangeOfCells(): string {
    const { of } = this;
    if (of.once(2)) return of.isRash("index") ? `fill(s.v, ${of.index()}, ${of.int(1)}, ${of.kept()});` : `fill(s.v, ${of.index()}, 3, ${of.kept()});`;
    const length = of.isRash("domain") ? of.int(1) : `mod(${of.int(1)}, 2)`;
    return of.one([
      () => `copy(s.v, ${of.index()}, s.${of.one(["v", "w"])}, ${of.index()}, ${length});`,
      () => `copy(s.b, 0, s.b, 1, 2);`,
      () => `copy(s.w, 1, s.w, 0, 2);`,
    ])();
  }

  private ghost(): string {
    const { of } = this;
    return of.withGhosts(() =>
      of.one([
        () => `s.ought = ${of.kept()};`,
        () => `s.due[${of.index()}] = mod(${of.int(1)}, 3);`,
        () => `if (s.ought === ${of.int(0)}) s.due[0] = mod(${of.int(1)}, 3);`,
        () => `fill(s.due, 0, 2, mod(${of.int(1)}, 3));`,
      ])(),
    );
  }

  private chosen(): string {
    const { of } = this;
    if (this.inLoop) return this.local();
    const name = of.fresh();
    const text = of.one([
      () => `const ${name} = choose.number("${name}", ${of.draw(2) - 1}, ${of.isRash("empty choice") ? of.one(["s.n", "s.v[1]"]) : of.one(["1", "s.m"])});`,
      () => `const ${name} = choose.flag("${name}") ? 1 : ${of.int(1)};`,
      () => `const ${name} = choose.oneOf("${name}", ["red", "blue"]) === s.c ? 0 : 2;`,
      () => `nudge(s.r[${of.one(["0", "1"])}], choose); const ${name} = 1;`,
    ])();
    of.declare(name);
    return text;
  }

  private local(): string {
    const { of } = this;
    const name = of.fresh();
    if (of.once(4)) {
      const text = `const ${name} = ${of.colour(1)};`;
      of.declareHue(name);
      return text;
    }
    const isFixed = of.once(2);
    const text = `${isFixed ? "const" : "let"} ${name} = ${of.int(2)};`;
    of.declare(name);
    if (!isFixed) this.lets = [...this.lets, name];
    return text;
  }

  private update(): string {
    const { of } = this;
    if (this.hasLocals && of.once(2)) return of.one([() => `me.x = ${of.kept()};`, () => `me.hue = ${of.colour(1)};`])();
    if (this.lets.length === 0) return this.local();
    return `${of.one(this.lets)} ${of.one(["=", "+=", "-="])} ${of.int(1)};`;
  }

  private compound(depth: number): string {
    const { of } = this;
    return of.one([
      () => `if (${of.bool(1)}) { ${this.block(depth)} } else { ${this.block(depth)} }`,
      () => `if (${of.bool(1)}) { ${this.block(depth)} }`,
      () => this.loop(depth),
      () => `switch (s.c) { case "red": ${this.block(depth)} break; case "green": case "blue": if (${of.bool(1)}) break; ${this.block(depth)} }`,
      () => `switch (s.m) { case 0: ${this.block(depth)} break; default: ${this.block(depth)} }`,
    ])();
  }

  private loop(depth: number): string {
    const { of } = this;
    const [name, bound] = [of.fresh(), of.fresh()];
    const outer = this.inLoop;
    this.inLoop = true;
    const body = of.nested(() => {
      of.declare(name);
      const jump = of.once(2) ? `if (${of.bool(1)}) ${of.one(["break", "continue"])};` : "";
      return `{ ${this.block(depth)} ${jump} ${this.block(depth)} }`;
    });
    this.inLoop = outer;
    return of.one([
      `for (let ${name} = 0; ${name} < 2; ${name}++) ${body}`,
      `const ${bound} = s.m; for (let ${name} = 0; ${name} <= ${bound}; ${name}++) ${body}`,
      `for (let ${name} = 2; ${name} >= 0; ${name}--) ${body}`,
      `for (const ${name} of [0, 2, 1]) ${body}`,
    ]);
  }
}
