import type { Draw } from "./draw.js";
import { RandomBody } from "./randomBody.js";
import { RandomExpression } from "./randomExpression.js";

/** The text of a model that uses the language at random: `export const NAME = things.model(…)`, of the system of `randomThings.ts`. */
export function randomModel(name: string, draw: Draw): string {
  const of = new RandomExpression(draw);
  return new RandomModel(of, new RandomBody(of)).text(name);
}

const LOCALS = `source: "at random", locals: { x: small, hue }`;

/** A writer, a caller of machines, and whoever else is about. */
class RandomModel {
  constructor(
    private readonly of: RandomExpression,
    private readonly body: RandomBody,
  ) {}

  text(name: string): string {
    return `export const ${name} = things.model("${name}", {
  set: ${this.bounds()},
  kernel: kernel("k", { links: [${this.innerMachine()}, ${this.deepMachine()}] }),
  processes: [${this.processes().join(", ")}],
  initial: things.initial(${this.body.initial()}),
  properties: [${this.properties().join(", ")}],
  unreached: ${this.of.one(["[]", "[]", `["p/**.b"]`, `["*/inner.*"]`])},
});
`;
  }

  private bounds(): string {
    return `{ N: ${this.of.one([1, 2, 3])}, fast: ${this.of.once(2)}, style: "${this.of.one(["plain", "rich"])}" }`;
  }

  private processes(): readonly string[] {
    const { of } = this;
    const actor = `things.process("p", ${this.actor()}, { daemon: ${of.once(3)} })`;
    const called = `things.process("q", inner, { daemon: ${of.once(2)}, with: ${this.given("(s, p)")} })`;
    const loner = `things.process("lone", ${this.loner()}, { daemon: ${of.once(2)} })`;
    return of.one([[actor], [actor, called], [actor, called], [actor, loner], [loner, called], [loner, actor, called]]);
  }

  private actor(): string {
    const { body, of } = this;
    const steps = `{ a${body.step(["b", "c", "sub"])}, b${body.step(["a", "also", "sub"])}, c${body.step(["a", "sub", "done"])} }`;
    const on = `{ good${body.exit(`me.x = ${of.one(["out.made", "me.x"])};`, ["a", "b", "also"])}, bad${body.exit("me.x = out.given;", ["b", "c"])} }`;
    const sub = `sub: { to: inner, with: ${this.given("(s, me, p)")}, on: ${on} }`;
    const also = `also: { to: deep, with: (s, me) => ({ paint: me.hue }), on: { over${body.exit("me.x = out.made;", ["a", "c", "sub"])} } }`;
    return `things.actor("actor", { ${LOCALS}, exits: ["done"], steps: ${steps}, calls: { ${sub}, ${also} } })`;
  }

  private loner(): string {
    return `things.actor("loner", { ${LOCALS}, exits: ["home"], steps: { only${this.body.step(this.of.one([["only"], ["only", "home"], ["home"]]))} } })`;
  }

  private innerMachine(): string {
    const { body, of } = this;
    const steps = `{ one${body.step(["two", "good"])}, two${body.step(["one", "one", "down", "good", "bad"])} }`;
    const over = body.exit(of.one(["me.hue = out.paint;", "s.spare = out.box;", "me.made = out.made;"]), ["one", "good", "bad"]);
    return `things.machine(inner, { ${LOCALS}, start: "${of.one(["one", "two", "down"])}", steps: ${steps}, calls: { down: { to: deep, with: (s, me) => ({ paint: me.hue }), on: { over${over} } } } })`;
  }

  private deepMachine(): string {
    return `things.machine(deep, { ${LOCALS}, steps: { at${this.body.step(this.of.one([["over"], ["at", "over"]]))} } })`;
  }

  private given(parameters: string): string {
    const { of } = this;
    return of.within({}, () => `${parameters} => ({ given: ${of.kept()} })`);
  }

  private properties(): readonly string[] {
    return Array.from({ length: this.of.draw(4) }, (_, index) => this.property(`property ${index}`));
  }

  private property(name: string): string {
    const { of } = this;
    const kind = of.one(["always", "never", "sometimes", "step"]);
    return of.withGhosts(() =>
      kind === "step"
        ? `things.step("${name}", {}, (s, after, p) => ${of.bool(1)} || after.${of.one(["n", "m", "ought", "near"])} ${of.one(["<=", ">=", "==="])} ${of.int(1)})`
        : `things.${kind}("${name}", {}, (s, p) => ${of.once(2) ? of.bool(3) : this.rare()})`,
    );
  }

  /** What is true of few states, and so far from the initial ones. */
  private rare(): string {
    const { of } = this;
    return [of.bool(1), of.bool(1), `s.v[${of.one(["0", "1"])}] === ${of.one(["2", "3"])}`, `s.spare.k === ${of.draw(3)}`].join(" && ");
  }
}
