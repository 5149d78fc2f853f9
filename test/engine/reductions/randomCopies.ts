import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model } from "../../../src/language/model.js";
import { type Draw, drawFrom } from "../../compiler/draw.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-copies-"));

const WORDS = "all, any, bool, copies, count, fill, implies, kernel, max, parameters, prototype, range, record, system, when";

/** What belongs to nobody, to each node, and to relations between nodes; and a second set, whose elements lie within those of the first. */
const PRELUDE = `// @ts-nocheck: random text is well-formed, not well-typed
import { ${WORDS} } from "${fileURLToPath(new URL("../../../src/language/index.js", import.meta.url))}";

const inner = prototype("inner", { args: {}, results: {}, exits: ["good", "bad"] });
const noting = prototype("noting", { args: {}, results: {}, exits: ["over"] });
const keeping = prototype("keeping", { args: {}, results: {}, exits: ["over"] });

function isAnyBusy(s) {
  for (let i = 0; i < s.busy.length; i++) if (s.busy[i]) return true;
  return false;
}
`;

const CONDITIONS = [
  "s.owner === me.self",
  "s.owner !== -1",
  "s.busy[me.self]",
  "me.other === me.self || me.other === s.owner",
  "me.other !== -1 && s.friend[me.other] === me.self",
  "s.friend[me.self] === s.owner",
  "s.seen.has(me.self)",
  "s.seen.size === 1",
  "any(0, N, (i) => s.busy[i] && i !== me.self)",
  "all(0, N, (i) => implies(s.friend[i] === me.self, () => s.busy[i]))",
  "count(0, N, (i) => s.friend[i] === s.owner) > 1",
  "isAnyBusy(s)",
  "s.n > 0",
  "s.pairs[me.self].marks[me.self] === 0",
] as const;

const EFFECTS = [
  "s.owner = me.self;",
  "s.owner = -1;",
  "s.owner = me.other;",
  "s.busy[me.self] = !s.busy[me.self];",
  "s.friend[me.self] = s.owner;",
  "me.other = s.friend[me.self];",
  "s.busy[me.other] = true;",
  "s.seen.add(me.self);",
  "s.seen.delete(me.self);",
  "s.seen.clear();",
  "fill(s.busy, 0, N, false);",
  "for (let i = 0; i < N; i++) if (s.friend[i] === me.self) s.friend[i] = -1;",
  "for (let i = 0; i < N; i++) if (s.busy[i]) s.seen.add(i);",
  "s.n = s.seen.size;",
  "s.n += 1;",
  "s.n = count(0, N, (i) => s.busy[i]);",
  "s.pairs[me.self].marks[me.self] = 1;",
  "if (me.other !== -1) s.pairs[me.self].marks[me.other] = max(s.n - 1, 0);",
  "s.pairs[me.self].peer = me.other;",
] as const;

const PROPERTIES = [
  "always, s.owner === -1 || !s.busy[s.owner] || s.n < 2",
  "never, all(0, N, (i) => s.busy[i])",
  "always, all(0, N, (i) => all(0, N, (j) => implies(i !== j && s.busy[i], () => s.friend[j] !== i)))",
  "sometimes, count(0, N, (i) => s.friend[i] !== -1) === N",
  "sometimes, s.owner !== -1 && s.friend[s.owner] === s.owner",
  "always, s.seen.size < N",
  "never, any(0, N, (i) => s.pairs[i].peer === i)",
  "always, count(0, N, (i) => s.pairs[i].marks[i] === 1) <= 1",
] as const;

/** Two machines that share their bits where one process calls both: one keeps what belongs to copies, and the numbers of some; the other one keeps a plain number. */
const calledInTurn = (name: string): string => `
const ${name}Noting = ${name}System.machine(noting, {
  source: "at random", locals: { view: ${name}Nodes.each(bool), some: ${name}Nodes.set, who: ${name}Nodes.id },
  steps: {
    note(s, me) { for (let i = 0; i < N; i++) { me.view[i] = s.busy[i]; if (s.friend[i] !== -1) me.some.add(i); } me.who = s.owner; return "give"; },
    give(s, me) { for (let i = 0; i < N; i++) s.busy[i] = me.view[i] || me.some.has(i); s.owner = me.who; return "over"; },
  },
});
const ${name}Keeping = ${name}System.machine(keeping, {
  source: "at random", locals: { kept: range(0, 3) },
  steps: { keep(s, me) { me.kept = s.n; return "give"; }, give(s, me) { s.n = me.kept; return "over"; } },
});`;

/** Random models with copies, from a seed. They share a file, so that TypeScript reads what they import once. */
export async function randomCopies(seed: number, count: number): Promise<readonly Model[]> {
  const draw = drawFrom(seed);
  // A module is imported once: where the same seed is asked for other counts, each has a file.
  const file = join(folder, `seed${seed}-${count}.ts`);
  writeFileSync(file, `${PRELUDE}${Array.from({ length: count }, (_, index) => textOf(`model${index}`, draw)).join("\n")}`);
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}

function textOf(name: string, draw: Draw): string {
  const count = 2 + draw(2);
  const literal = (text: string): string => text.replaceAll(/\bN\b/g, String(count));
  const one = <T>(of: readonly T[]): T => of[draw(of.length)] as T;
  const body = (targets: readonly string[]): string => {
    const guard = draw(3) === 0 ? `when(${one(CONDITIONS)});` : "";
    const choice = draw(3) === 0 ? 'const whom = choose.number("whom", 0, N - 1); me.other = whom;' : "";
    const effects = Array.from({ length: 1 + draw(2) }, () => (draw(4) === 0 ? `if (${one(CONDITIONS)}) { ${one(EFFECTS)} }` : one(EFFECTS)));
    return `(s, me, p, choose) { ${guard} ${choice} ${effects.join(" ")} return ${one(CONDITIONS)} ? "${one(targets)}" : "${one(targets)}"; }`;
  };
  const watch = `look(s, me, p, choose) { const whom = choose.number("whom", -1, N - 1); ${one(["s.owner = whom;", "when(whom !== s.owner); s.owner = whom;", "when(whom !== -1); s.busy[whom] = false;"])} return "look"; }`;
  const watcher = draw(2) === 0 ? `, ${name}System.process("watcher", ${name}Watcher, { daemon: true })` : "";
  const visitor = draw(4) === 0 ? `, ${name}System.process("visitor", ${name}Visitor, { daemon: true })` : "";
  const properties = Array.from({ length: 1 + draw(3) }, (_, index) =>
    one(PROPERTIES).replace(/^(\w+), (.*)$/, `${name}System.$1("property ${index}", {}, (s) => $2)`),
  );
  return literal(`
const ${name}Nodes = copies("node", N);
const ${name}System = system("${name}", {
  parameters: parameters({}),
  variables: {
    owner: ${name}Nodes.id, busy: ${name}Nodes.each(bool), friend: ${name}Nodes.each(${name}Nodes.id), seen: ${name}Nodes.set, n: range(0, 3),
    pairs: ${name}Nodes.each(record({ marks: ${draw(2) === 0 ? `${name}Nodes.each(range(0, 1))` : `${name}Nodes.each(range(0, 2))`}, peer: ${name}Nodes.id })),
  },
});
const ${name}Inner = ${name}System.machine(inner, { source: "at random", locals: { self: ${name}Nodes.self, other: ${name}Nodes.id }, steps: { one${body(["good", "bad", "one"])} } });
${calledInTurn(name)}
const ${name}Node = ${name}System.actor("node", {
  source: "at random", locals: { self: ${name}Nodes.self, other: ${name}Nodes.id }, exits: ["done"],
  steps: { a${body(["b", "sub", "a"])}, b${body(["a", "done", draw(2) === 0 ? "note" : "sub"])} },
  calls: { note: { to: noting, on: { over: () => "a" } }, sub: { to: inner, on: { good: () => "a", bad: (s, me) => { me.other = s.owner; return "b"; } } } },
});
const ${name}Watcher = ${name}System.actor("watcher", { source: "at random", locals: { other: ${name}Nodes.id }, steps: { ${watch} } });
const ${name}Visitor = ${name}System.actor("visitor", {
  source: "at random", steps: { start: () => "keep" },
  calls: { keep: { to: keeping, on: { over: () => "note" } }, note: { to: noting, on: { over: () => "keep" } } },
});
export const ${name} = ${name}System.model("${name}", {
  kernel: kernel("k", { links: [${name}Inner, ${name}Noting, ${name}Keeping] }),
  processes: [...${name}System.copies("node", ${name}Nodes, ${name}Node, { daemon: ${draw(3) === 0} })${watcher}${visitor}],
  initial: ${name}System.initial((s, p, choose) => { ${one(["", 's.owner = choose.number("owner", 0, N - 1);', 'const whom = choose.number("busy", 0, N - 1); s.busy[whom] = true;'])} }),
  properties: [${properties.join(", ")}],
});
`);
}
