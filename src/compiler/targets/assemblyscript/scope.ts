import type { Statement, Temp } from "../../ir.js";
import type { Footprint } from "./footprint.js";
import type { PackedSlot, Packing } from "./packing.js";
import type { Tables } from "./tables.js";

/** The state that a program reads: the one before, or its successor. */
export type Version = "before" | "now";

/**
 * One function under construction. The words of the states that it reads and writes are locals, `a0`, `a1`, … of the state before and `b0`, … of
 * its successor, unless an index may lead from one word to another: then they are in memory, at `a` and at `b`.
 */
export class Scope {
  readonly lines: string[] = [];
  readonly locals = new Set<string>();
  readonly readBefore = new Set<number>();
  readonly readNow = new Set<number>();
  /** The successor has been begun: from here on it is what the program reads. */
  begun = false;
  /** How many ways out were written for what breaks a rule. */
  failures = 0;
  private failing = false;
  /** Leaves the leaf that broke a rule: the function, the turn for one answer of a choice, or a loop (what follows the loop leaves further). */
  exit = "{ leave(); return; }";
  /** Leaves the leaf that is disabled. */
  skip = "return;";
  private depth = 1;
  private names = 0;

  constructor(
    readonly packing: Packing,
    readonly tables: Tables,
    readonly footprint: Footprint,
    /** The number of the property that it decides; steps and initial rules make a successor of what they read. */
    readonly property?: number,
    /** By guard: text that is run where it is not met, before its leaf is left. */
    readonly unmet: ReadonlyMap<Statement, string> = new Map(),
  ) {}

  /** Something in the statement that is written now may break a rule. */
  get mayFail(): boolean {
    return this.failing;
  }

  set mayFail(may: boolean) {
    this.failing = may;
    if (may) this.failures++;
  }

  line(text: string): void {
    this.lines.push("  ".repeat(this.depth) + text);
  }

  /** `header {` … `}`, with what `body` writes in between. */
  block(header: string, body: () => void): void {
    this.line(`${header} {`);
    this.depth++;
    body();
    this.depth--;
    this.line("}");
  }

  /** What `body` writes, one level deeper, held back. */
  capture<T>(body: () => T): { readonly result: T; readonly lines: readonly string[] } {
    const start = this.lines.length;
    this.depth++;
    const result = body();
    this.depth--;
    return { result, lines: this.lines.splice(start) };
  }

  /** Declares a local of the function. */
  local(name: string, type = "i32"): string {
    this.locals.add(`let ${name}: ${type} = 0;`);
    return name;
  }

  fresh(name: string, type = "i32"): string {
    return this.local(`${name}${this.names++}`, type);
  }

  temp({ id, name }: Temp): string {
    return this.local(`${name.replaceAll(/\W+/g, "_")}_${id}`);
  }

  slot(index: number): PackedSlot {
    return this.packing.slots[index] as PackedSlot;
  }

  /** Text that reads a word. */
  word(word: number, version: Version): string {
    const base = this.base(version);
    if (this.footprint.inMemory) return `load<u64>(${base}, ${word * 8})`;
    if (base === "SUCCESSOR" && this.footprint.written.has(word)) return `n${word}`;
    if (base === "b") this.readNow.add(word);
    return base === "b" ? `b${word}` : this.before(word);
  }

  /** Where the words are in memory that hold a version. */
  base(version: Version): "a" | "b" | "SUCCESSOR" {
    if (version === "before") return "a";
    if (this.property !== undefined) return "b";
    return this.begun ? "SUCCESSOR" : "a";
  }

  /** Writes text that changes a word of the successor: `change` makes the new word of the old. */
  update(word: number, change: (old: string) => string): void {
    if (this.footprint.inMemory) this.line(`store<u64>(SUCCESSOR, ${change(this.word(word, "now"))}, ${word * 8});`);
    else this.line(`n${word} = ${change(`n${word}`)};`);
  }

  /** Writes text that makes the successor a copy of the state before. */
  begin(): void {
    if (this.begun) return;
    this.begun = true;
    if (this.footprint.inMemory) this.line("copyState(SUCCESSOR, a);");
    else for (const word of this.sortedWritten()) this.line(`${this.local(`n${word}`, "u64")} = ${this.before(word)};`);
  }

  /** Writes text that puts the finished successor where the search looks for it. */
  finish(): void {
    this.begin();
    if (this.footprint.inMemory) return;
    for (let word = 0; word < this.packing.words; word++) {
      this.line(`store<u64>(SUCCESSOR, ${this.footprint.written.has(word) ? `n${word}` : this.before(word)}, ${word * 8});`);
    }
  }

  /** Keeps what was written so far of the successor; the text that it returns brings it back. */
  keep(level: number): readonly string[] {
    if (this.footprint.inMemory) {
      this.line(`copyState(KEPT + ${level * this.packing.words * 8}, SUCCESSOR);`);
      return [`copyState(SUCCESSOR, KEPT + ${level * this.packing.words * 8});`];
    }
    return this.sortedWritten().map((word) => {
      const kept = this.fresh("kept", "u64");
      this.line(`${kept} = n${word};`);
      return `n${word} = ${kept};`;
    });
  }

  /** Loads of the words that were read, and the locals: what the function begins with. */
  prologue(): readonly string[] {
    const load = (name: string, words: ReadonlySet<number>): readonly string[] =>
      [...words].sort((a, b) => a - b).map((word) => `  const ${name}${word} = load<u64>(${name}, ${word * 8});`);
    return [...load("a", this.readBefore), ...load("b", this.readNow), ...[...this.locals].map((local) => `  ${local}`)];
  }

  private before(word: number): string {
    this.readBefore.add(word);
    return `a${word}`;
  }

  private sortedWritten(): readonly number[] {
    return [...this.footprint.written].sort((a, b) => a - b);
  }
}
