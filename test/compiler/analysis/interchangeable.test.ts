/** What a specification may do with the numbers of copies, and what it may not: one model each, all in one file, so that TypeScript reads it once. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { compile, refuseUnlessInterchangeable } from "../../../src/compiler/index.js";
import { compose } from "../../../src/language/compose.js";
import { bool, copies, parameters, system } from "../../../src/language/index.js";
import type { Model } from "../../../src/language/model.js";

/** A line of a step, a property or an initial rule; and, for what is refused, what is said of it. */
interface Case {
  readonly step?: string;
  readonly property?: string;
  readonly initial?: string;
  readonly says?: RegExp;
}

const refused: readonly Case[] = [
  { step: "s.n = me.self;", says: /step node 0\.run tells copies apart: the number of a copy of node is used as a number like any other/ },
  { step: "if (me.self === 0) s.n = 1;", says: /a number is used as the number of a copy of node/ },
  { step: "if (me.self < 2) s.n = 1;", says: /is used as a number like any other/ },
  { step: "s.n = s.friend[me.self] + 2;", says: /is used as a number like any other/ },
  { step: "s.owner = 1;", says: /a number is used as the number of a copy of node/ },
  { step: "s.busy[0] = true;", says: /busy\[\] is that of one copy of node in particular/ },
  { step: "if (s.seen.has(s.n)) s.n = 0;", says: /a number is used as|used as a number/ },
  { step: 's.owner = choose.number("which", 0, 1);', says: /'which' is chosen among some copies of node only/ },
  { step: "for (let i = 0; i < 2; i++) s.busy[i] = true;", says: /the loop goes through some copies of node only/ },
  { step: "for (let i = 0; i < 3; i++) s.owner = i;", says: /writes owner, which is not of the copy whose turn it is/ },
  { step: "for (let i = 0; i < 3; i++) if (s.busy[i]) { s.busy[i] = false; break; }", says: /writes to the state, and may end before its last turn/ },
  {
    step: "for (let i = 0; i < 3; i++) s.busy[i] = any(0, 3, (j) => s.busy[j] && j !== i);",
    says: /looks at busy\[\] of other copies than the one whose turn it is/,
  },
  {
    step: "let found = -1; for (let i = 0; i < 3; i++) if (s.busy[i]) found = i; s.owner = found;",
    says: /leaves something in 'found' that depends on which copy comes last/,
  },
  {
    step: "for (let i = 0; i < 3; i++) s.link[i][me.other] = !s.link[me.other][i];",
    says: /looks at link\[\]\[\] of other copies than the one whose turn it is/,
  },
  {
    step: 'let last = false; for (let i = 0; i < 3; i++) if (s.busy[i]) last = choose.flag("last"); s.busy[me.self] = last;',
    says: /leaves .* (behind|that depends)/,
  },
  {
    step: "let first = true; for (let i = 0; i < 3; i++) { if (first) s.busy[i] = true; first = false; }",
    says: /the loop over the copies of node looks at what an earlier turn left in 'first'/,
  },
  { step: "let n = 0; for (let i = 0; i < 3; i++) { if (n === 0) s.busy[i] = true; n += 1; }", says: /looks at what an earlier turn left in 'n'/ },
  { step: "let n = 0; for (let i = 0; i < 3; i++) { when(n > 0 || !s.busy[i]); n += 1; }", says: /looks at what an earlier turn left in 'n'/ },
  {
    step: "let busy = false; for (let i = 0; i < 3; i++) { if (s.busy[i]) { busy = true; break; } if (s.idle[i]) break; } s.n = busy ? 1 : 0;",
    says: /the loop over the copies of node ends in several ways, of which the first decides/,
  },
  { step: "s.n = isBusyBeforeIdle(s) ? 1 : 0;", says: /ends in several ways, of which the first decides/ },
  { property: "isBusyBeforeIdle(s)", says: /ends in several ways, of which the first decides/ },
  { step: "s.owner = firstBusy(s);", says: /the loop over the copies of node (leaves something|may end)/ },
  { step: "fill(s.busy, 0, 2, true);", says: /filled for some copies of node only/ },
  { step: "s.n = any(0, 2, (i) => s.busy[i]) ? 1 : 0;", says: /some copies of node only/ },
  { step: "if (any(0, 3, (i) => s.busy[s.friend[i]])) s.n = 0;", says: /may end before the turn in which it breaks a rule of the language/ },
  { property: "s.owner !== 0", says: /property 'told' tells copies apart/ },
  { property: "!s.busy[1]", says: /busy\[\] is that of one copy of node in particular/ },
  { property: "any(0, 3, (i) => implies(s.busy[i], () => s.n === 0))", says: /may end before the turn that puts an implication to the test/ },
  { initial: "s.owner = 1;", says: /the initial rule tells copies apart/ },
];

const taken: readonly Case[] = [
  { step: "s.owner = me.self; s.friend[me.self] = s.owner; s.owner = -1;" },
  { step: "if (s.owner === me.self || s.friend[me.self] !== s.owner) s.busy[me.self] = true;" },
  { step: 'me.other = choose.number("which", 0, 2); s.busy[me.other] = !s.busy[me.other];' },
  { step: 'me.other = choose.number("which or none", -1, 2); if (me.other !== -1) s.busy[me.other] = true;' },
  { step: "s.seen.add(me.self); if (s.owner !== -1 && s.seen.has(s.owner)) s.seen.delete(s.owner); s.n = s.seen.size; s.seen.clear();" },
  { step: "for (let i = 0; i < 3; i++) s.busy[i] = s.friend[i] === me.self;" },
  { step: "for (let i = 2; i >= 0; i--) if (s.friend[i] === me.self) s.friend[i] = -1;" },
  { step: "for (let i = 0; i < 3; i++) if (s.busy[i]) s.seen.add(i);" },
  { step: "let busy = 0; for (let i = 0; i < 3; i++) if (s.busy[i]) busy += 1; s.n = busy;" },
  { step: "fill(s.busy, 0, 3, false); fill(s.friend, 0, 3, me.self); copy(s.busy, 0, s.idle, 0, 3);" },
  { step: "when(!all(0, 3, (i) => s.busy[i])); s.n = count(0, 3, (i) => s.busy[i] && i !== me.self);" },
  { step: 'for (let i = 0; i < 3; i++) s.busy[i] = choose.flag("busy");' },
  { step: "for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) s.link[i][j] = s.link[i][j] && i !== j;" },
  { step: "s.n = isAnyBusy(s) ? 1 : 0;" },
  { step: "let n = 0; for (let i = 0; i < 3; i++) { if (s.busy[i]) { n = 1; break; } if (s.idle[i]) { n = 1; break; } } s.n = n;" },
  { property: "all(0, 3, (i) => all(0, 3, (j) => implies(i !== j && s.busy[i], () => !s.busy[j])))" },
  { property: "count(0, 3, (i) => s.friend[i] === s.owner) <= 3 && isAnyBusy(s)" },
  { initial: 's.owner = choose.number("owner", 0, 2); for (let i = 0; i < 3; i++) s.friend[i] = s.owner;' },
];

const models = await modelsOf([...refused, ...taken]);

test.each(refused.map((each, index) => [each.step ?? each.property ?? each.initial, each.says as RegExp, models[index] as Model] as const))(
  "%s tells copies apart",
  (_, says, model) => {
    const composed = compose(model);
    expect(() => refuseUnlessInterchangeable(composed, compile(composed))).toThrow(
      expect.objectContaining({ code: "FL116", message: expect.stringMatching(says) }),
    );
  },
);

test.each(taken.map((each, index) => [each.step ?? each.property ?? each.initial, models[refused.length + index] as Model] as const))(
  "%s treats copies alike",
  (_, model) => {
    const composed = compose(model);
    refuseUnlessInterchangeable(composed, compile(composed));
  },
);

test("what is kept of fewer copies than there are is of another set", () => {
  const [few, many] = [copies("node", 2), copies("node", 3)];
  const sys = system("namesakes", { parameters: parameters({}), variables: { busy: few.each(bool) } });
  const idler = sys.actor("idler", { source: "this test", steps: { idle: () => "idle" } });
  const composed = compose(sys.model("namesakes", { processes: sys.copies("idler", many, idler) }));
  expect(() => refuseUnlessInterchangeable(composed, compile(composed))).toThrow(
    expect.objectContaining({ code: "FL113", message: "two sets of copies are named 'node': 'busy[0]' is not about 3 of them" }),
  );
});

async function modelsOf(cases: readonly Case[]): Promise<readonly Model[]> {
  const language = fileURLToPath(new URL("../../../src/language/index.js", import.meta.url));
  const texts = cases.map(
    ({ step = "", property = "true", initial = "" }, index) => `
export const model${String(index).padStart(2, "0")} = sys.model("copies", {
  processes: sys.copies("node", nodes, sys.actor("node", {
    source: "this test",
    locals: { self: nodes.self, other: nodes.id },
    steps: { run(s, me, p, choose) { ${step} return "run"; } },
  })),
  initial: sys.initial((s, p, choose) => { ${initial} }),
  properties: [sys.always("told", {}, (s) => ${property})],
});`,
  );
  const file = join(mkdtempSync(join(tmpdir(), "faultline-copies-")), "copies.ts");
  writeFileSync(
    file,
    `// @ts-nocheck
import { all, any, bool, copies, copy, count, fill, implies, parameters, range, system, when } from "${language}";
const nodes = copies("node", 3);
const sys = system("copies", {
  parameters: parameters({}),
  variables: { owner: nodes.id, busy: nodes.each(bool), idle: nodes.each(bool), friend: nodes.each(nodes.id), seen: nodes.set, link: nodes.each(nodes.each(bool)), n: range(0, 9) },
});
function firstBusy(s) {
  for (let i = 0; i < 3; i++) if (s.busy[i]) return i;
  return -1;
}
function isBusyBeforeIdle(s) {
  for (let i = 0; i < 3; i++) {
    if (s.busy[i]) return true;
    if (s.idle[i]) break;
  }
  return false;
}
function isAnyBusy(s) {
  for (let i = 0; i < 3; i++) if (s.busy[i]) return true;
  return false;
}
${texts.join("\n")}
`,
  );
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}
