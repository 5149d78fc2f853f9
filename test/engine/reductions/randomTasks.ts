import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model } from "../../../src/language/index.js";
import { type Draw, drawFrom } from "../../compiler/draw.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-tasks-"));
const language = fileURLToPath(new URL("../../../src/language/index.js", import.meta.url));

const PRELUDE = `// @ts-nocheck: random text is well-formed, not well-typed
import { ltl, parameters, range, stronglyFair, system, vector, weaklyFair, when } from "${language}";
const sys = system("tasks", { parameters: parameters({}), variables: { x: vector(3, range(0, 2)) } });
`;

/**
 * As many models of a few tasks that have little to do with each other as are wanted, drawn from a seed; each asks one temporal property, or more. So there is much to leave out, and much that must
 * not be: each task mostly deals with a variable of its own, may go round for ever, and may wait for another one.
 */
export async function randomTasks(seed: number, count: number, { questions = 1, shallow = false } = {}): Promise<readonly Model[]> {
  const draw = drawFrom(seed);
  const texts = Array.from({ length: count }, (_, index) => new RandomTasks(draw).text(`model${index}`, questions, shallow));
  // A module is imported once: where the same seed is asked for something else, that has a file of its own.
  const file = join(folder, `seed${seed}-${count}-${questions}-${shallow}.ts`);
  writeFileSync(file, `${PRELUDE}${texts.join("\n")}`);
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}

class RandomTasks {
  private readonly tasks: number;

  constructor(private readonly draw: Draw) {
    this.tasks = 2 + draw(2);
  }

  text(name: string, questions: number, shallow: boolean): string {
    const tasks = Array.from({ length: this.tasks }, (_, task) => this.task(task));
    const asked = Array.from(
      { length: questions },
      (_, index) => `sys.temporal("asked ${index}", { fairness: [${this.fairness()}] }, ${shallow ? this.pattern() : this.formula(3)})`,
    );
    return `export const ${name} = sys.model("${name}", {
  processes: [${tasks.join(", ")}],
  properties: [${asked.join(", ")}],
  unreached: ["**"],
});
`;
  }

  private one<T>(of: readonly T[]): T {
    return of[this.draw(of.length)] as T;
  }

  private once(of: number): boolean {
    return this.draw(of) === 0;
  }

  private task(task: number): string {
    const steps = ["s0", "s1", "s2"].map((step) => `${step}(s, me, _, choose) { ${this.body(task)} }`);
    const exits = `exits: ["done"]`;
    return `sys.process("t${task}", sys.actor("t${task}", { source: "at random", locals: { y: range(0, 2) }, ${exits}, steps: { ${steps.join(", ")} } }), { daemon: ${this.once(4)} })`;
  }

  private body(task: number): string {
    const guard = this.once(2) ? `when(${this.test(task)}); ` : "";
    const draws = this.once(4);
    const first = draws && this.once(2) ? `const c = choose.number("c", 0, 1); ${guard}` : draws ? `${guard}const c = choose.number("c", 0, 1); ` : guard;
    const value = draws ? this.one(["c", "1"]) : this.one(["0", "1", "2"]);
    const act = this.one([`s.x[${this.mine(task)}] = ${value};`, `me.y = ${value};`, `me.y = s.x[${this.mine(task)}];`, ""]);
    return `${first}${act} ${this.next(task)}`;
  }

  private next(task: number): string {
    const target = (): string => this.one(["s0", "s1", "s2", "s2", ...(this.once(3) ? ["done"] : [])]);
    return this.once(3) ? `return ${this.test(task)} ? "${target()}" : "${target()}";` : `return "${target()}";`;
  }

  /** A variable of its own, more often than not. */
  private mine(task: number): number {
    return this.once(4) ? this.draw(3) : task;
  }

  private test(task: number): string {
    return this.once(3) ? `me.y ${this.one(["===", "!=="])} ${this.draw(3)}` : `s.x[${this.mine(task)}] ${this.one(["===", "!=="])} ${this.draw(3)}`;
  }

  private fairness(): string {
    const strength = (): string => this.one(["weaklyFair", "stronglyFair"]);
    const some = (): string => this.one([`{ process: "${this.anyTask()}" }`, `{ step: "${this.anyStep()}" }`]);
    if (this.once(4)) return "weaklyFair({})";
    return Array.from({ length: this.draw(3) }, () => `${strength()}(${some()})`).join(", ");
  }

  private anyTask(): string {
    return `t${this.draw(this.tasks)}`;
  }

  private anyStep(): string {
    return `${this.anyTask()}.s${this.draw(3)}`;
  }

  private formula(depth: number): string {
    if (depth === 0) return this.atom();
    const part = (): string => this.formula(depth - 1 - this.draw(2 < depth ? 2 : 1));
    return this.one([
      () => this.atom(),
      () => `ltl.globally(${part()})`,
      () => `ltl.eventually(${part()})`,
      () => `ltl.globally(ltl.eventually(${part()}))`,
      () => `ltl.globally(ltl.implies(${part()}, ltl.eventually(${part()})))`,
      () => `ltl.not(${part()})`,
      () => `ltl.or(${part()}, ${part()})`,
      () => `ltl.and(${part()}, ${part()})`,
      () => `ltl.until(${part()}, ${part()})`,
      () => `ltl.weakUntil(${part()}, ${part()})`,
    ])();
  }

  /** One of the usual patterns, or its negation. */
  private pattern(): string {
    const pattern = this.once(4) ? `ltl.eventually(ltl.globally(${this.atom()}))` : this.formula(1);
    return this.once(2) ? pattern : `ltl.not(${pattern})`;
  }

  private atom(): string {
    return this.one([
      () => `sys.predicate("p${this.draw(1000)}", (s) => s.x[${this.draw(3)}] ${this.one(["===", "<", ">"])} 1)`,
      () => `sys.predicate("p${this.draw(1000)}", (s) => s.x[${this.draw(3)}] ${this.one(["===", "<", ">"])} 1)`,
      () => `ltl.at("${this.anyStep()}")`,
      () => `ltl.taken({ step: "${this.anyStep()}" })`,
      () => `ltl.eventually(ltl.taken({ process: "${this.anyTask()}" }))`,
    ])();
  }
}
