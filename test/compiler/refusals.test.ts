import { describe, expect, test } from "vitest";
import { problemsOf, type Text, typeProblemsOf, writeText } from "./refusals.js";

type Example = readonly [name: string, text: Text];

/** Each of these is refused at its mark, and nowhere else. */
const REFUSED: Readonly<Record<string, readonly Example[]>> = {
  FL107: [["a guard after a write", { body: "if (s.on) s.n = 1; ⟦when(s.n < 3);" }]],
  FL108: [["a rigid variable written by a step", { body: "⟦s.seed = 1;" }]],
  FL109: [
    [
      "a helper that writes, called from a property",
      { above: "function spoil(s: { n: number }): boolean { ⟦s.n = 0; return true; }", property: "(s) => spoil(s)" },
    ],
  ],
  FL201: [
    ["an exception", { body: `if (s.on) { ⟦throw new Error("no"); }` }],
    ["a template string", { body: "const label = ⟦`red`;" }],
    ["a fraction", { body: "s.n = ⟦1.5;" }],
    ["loose equality", { body: "s.on = s.n ⟦== 1;" }],
    ["this", { body: "s.n = ⟦this.x;" }],
    ["null", { body: "const nothing = ⟦null;" }],
    ["a function inside a body", { body: "const twice = ⟦(n: number) => n + n;" }],
    ["an assignment inside an expression", { body: "const one = (⟦s.n = 1);" }],
    ["an increment inside an expression", { body: "s.cells[0] = ⟦s.n++;" }],
    ["bit operations", { body: "s.n = s.n ⟦| 1;" }],
    ["an object", { body: "const pair = ⟦{ a: 1 };" }],
    ["an array", { body: "const pair = ⟦[1, 2];" }],
    ["var", { body: "⟦var one = 1;" }],
    ["optional chaining", { body: "s.n = ⟦s.pair?.a;" }],
    ["a default value of a parameter", { above: "function raised(n: number, ⟦by = 1): number { return n + by; }", body: "s.n = raised(s.n);" }],
    ["text in a branch that the parameters never take", { body: "if (p.N === 7) { s.n = ⟦+s.n; }" }],
    ["a number as a condition", { body: "if (⟦s.n) s.on = true;" }],
    ["assignment to a parameter", { above: "function zero(n: number): number { ⟦n = 0; return n; }", body: "s.n = zero(s.n);" }],
    ["a let whose labels are not known", { body: `let ⟦label = "red"; if (s.on) label = "green"; s.on = label === s.colour;` }],
    ["a case that falls into the next one", { body: "switch (s.n) { ⟦case 0: s.n = 1; case 1: s.n = 2; break; default: }" }],
    [
      "a helper that returns one part of the state or another",
      {
        above: "function either(s: { pair: { a: number } }, on: boolean) { if (on) return ⟦s.pair; return s.pair; }",
        body: "s.n = either(s, s.on).a;",
      },
    ],
    [
      "options that depend on the state",
      { above: "function some(): string[] { return [] }", body: `const label = s.colour; choose.oneOf("label", ⟦label as never);` },
    ],
  ],
  FL202: [
    ["Math", { body: "s.n = ⟦Math.min(s.n, 1);" }],
    ["a variable of the module", { above: "let calls = 0;", body: "s.n = ⟦calls;" }],
    ["a constant that is no literal", { above: "const now = Date.now();", body: "s.on = ⟦now > 3;" }],
    [
      "an argument of the function around a machine",
      { above: "const ruleFor = (limit: number) => things.never('limit', {}, (s) => s.n > ⟦limit);", property: "ruleFor(1).holds" },
    ],
  ],
  FL203: [
    ["division", { body: "s.n = s.n ⟦/ 2;" }],
    ["remainder", { body: "s.n = s.n ⟦% 2;" }],
  ],
  FL204: [
    ["while", { body: "⟦while (s.n < 3) s.n++;" }],
    ["a for without bounds", { body: "⟦for (;;) break;" }],
    ["a counter that runs away from its bound", { body: "for (let i = 0; ⟦i < 2; i--) s.n = i;" }],
    ["a counter that the body changes", { body: "⟦for (let i = 0; i < 2; i++) { i += 1; }" }],
    ["a bound that the body changes", { body: "for (let i = 0; i < ⟦s.n; i++) { s.n = 0; }" }],
    ["a loop over the state", { body: "⟦for (const key in s.cells) s.n = 0;" }],
  ],
  FL205: [
    ["a helper that calls itself", { above: "function down(n: number): number { return n === 0 ? 0 : ⟦down(n - 1); }", body: "s.n = down(s.n);" }],
    [
      "helpers that call each other",
      {
        above: "function ping(n: number): number { return pong(n); }\nfunction pong(n: number): number { return n === 0 ? 0 : ⟦ping(n - 1); }",
        body: "s.n = ping(s.n);",
      },
    ],
  ],
  FL206: [
    ["a step that a function made", { above: "const make = () => () => 'run' as const;", steps: "{ run: make() }" }],
    ["a call of something that is no name", { above: "const tools = [() => 0];", body: "s.n = ⟦tools[0]();" }],
    ["a function of another package", { above: `import { basename } from "node:path";`, body: "s.on = ⟦basename('a') === 'a';" }],
  ],
  FL207: [
    ["a next state that is no name", { steps: "{ run(s) { return ⟦s.n as never; } }" }],
    ["a part of the state as a next state", { steps: "{ run(s) { if (s.on) return ⟦s.members as never; return 'run'; } }" }],
  ],
  FL209: [
    ["a ghost in a guard", { body: "⟦when(s.ought < 2);" }],
    ["a ghost in the bound of a choice", { body: `⟦choose.number("n", 0, s.ought);` }],
    ["a ghost as an index of a write", { body: "⟦s.cells[min(1, s.ought)] = 0;" }],
    ["a ghost in a condition around a write", { body: "if (s.ought === 1) { ⟦s.n = 0; }" }],
    ["a ghost that goes through a variable", { body: "let twice = 0; if (s.ought > 1) twice = 1; ⟦s.n = twice;" }],
    ["a ghost in the next state", { steps: "{ run(s) { if (s.ought > 1) return ⟦'run'; return 'rest'; }, rest() { return 'run'; } }" }],
    ["a ghost that decides how far a loop goes", { body: "for (let i = 0; i < 2; i++) { if (s.ought === i) break; ⟦s.n = i; }" }],
  ],
};

describe.each(Object.entries(REFUSED))("%s", (code, examples) => {
  test.each(examples)("refuses %s, and says where", async (_name, text) => {
    const { file, place } = writeText(text);
    const [first] = await problemsOf(file);
    const expected = JSON.stringify(text).includes("⟦") ? place : {};
    expect(first).toMatchObject({ code, file, ...expected });
    expect(first?.hint).not.toBe("");
  });
});

describe("FL208", () => {
  test("refuses a type error, and says where", () => {
    const { file, place } = writeText({ body: "⟦s.n = true;" });
    expect(typeProblemsOf(file)).toMatchObject([{ code: "FL208", file, ...place }]);
  });

  test("refuses a file that does not parse", () => {
    const { file } = writeText({ body: "s.n = = 1;" });
    expect(typeProblemsOf(file)[0]).toMatchObject({ code: "FL208", file });
  });
});

describe("what is not refused", () => {
  test.each<Example>([
    ["a ghost that flows into ghosts", { body: "if (s.ought < 3) s.ought += 1; s.ought = min(3, s.ought + s.n);" }],
    ["a property that reads ghosts", { property: "(s) => s.ought >= s.n || s.on" }],
    ["a guard after a choice", { body: `const n = choose.number("n", 0, 3); when(n !== s.n); s.n = n;` }],
    ["a guard after a write, in an initial rule", { initial: `(s, p, choose) => { s.n = choose.number("n", 0, 3); when(s.n !== 1); }` }],
    ["an initial rule that writes a rigid variable", { initial: `(s, p, choose) => { s.seed = choose.number("seed", 0, 1); }` }],
    ["a bound that the body leaves alone", { body: "for (let i = 0; i < s.n; i++) { s.cells[0] = i; }" }],
  ])("%s", async (_name, text) => {
    const { file } = writeText(text);
    expect(typeProblemsOf(file)).toEqual([]);
    expect(await problemsOf(file)).toEqual([]);
  });
});
