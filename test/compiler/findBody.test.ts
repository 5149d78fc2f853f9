import { describe, expect, test } from "vitest";
import { findBody } from "../../src/compiler/findBody.js";
import { all, bool, parameters, range, record, system, vector } from "../../src/language/index.js";
import { originOf } from "../../src/language/machine.js";

const things = system("things", {
  parameters: parameters({ N: 2 }),
  variables: { n: range(0, 3), on: bool, pairs: vector(2, record({ a: bool })) },
});

function declared(s: { n: number }): "method" {
  s.n = 1;
  return "method";
}
const common = { shared: (): "method" => "method" };

const base = things.actor("base", {
  source: "",
  steps: {
    method(s) {
      s.n = 0;
      return "arrow";
    },
    arrow: (s) => (s.on ? "declared" : "shared"),
    declared,
    ...common,
  },
});
const two = [things.never("first", {}, (s) => s.n === 1), things.never("second", {}, (s) => s.n === 2)] as const;
const variant = things.variant(base, "other", { steps: { arrow: () => "method" } });
const isFirst = (s: { readonly n: number }): boolean => s.n === 0;
const named = things.always("named", {}, isFirst);
const wrapped = things.always("wrapped", {}, (s, { N }) => all(0, N, (i) => s.pairs[i].a));

function textOf(body: Parameters<typeof originOf>[0]): string | undefined {
  const origin = originOf(body);
  return origin && findBody(origin)?.getText().replace(/\s+/g, " ");
}

describe("the source of a body is found", () => {
  test("as a method", () => expect(textOf(base.steps.method)).toBe('method(s) { s.n = 0; return "arrow"; }'));
  test("as an arrow function", () => expect(textOf(base.steps.arrow)).toBe('(s) => (s.on ? "declared" : "shared")'));
  test("by a shorthand name", () => expect(textOf(base.steps.declared)).toBe('function declared(s: { n: number }): "method" { s.n = 1; return "method"; }'));
  test("through a spread", () => expect(textOf(base.steps.shared)).toBe('(): "method" => "method"'));
  test("of two on one line", () => expect(two.map(({ holds }) => textOf(holds))).toEqual(["(s) => s.n === 1", "(s) => s.n === 2"]));
  test("in the variant that replaced it", () => expect(textOf(variant.steps.arrow)).toBe('() => "method"'));
  test("in the machine that a variant took it over from", () => expect(textOf(variant.steps.method)).toBe('method(s) { s.n = 0; return "arrow"; }'));
  test("behind the name of a function", () => expect(textOf(named.holds)).toBe("(s: { readonly n: number }): boolean => s.n === 0"));
  test("and not the function inside it", () => expect(textOf(wrapped.holds)).toBe("(s, { N }) => all(0, N, (i) => s.pairs[i].a)"));
});
