import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, setup } from "xstate";
import { bool, DOMAINS, oneOf, range, record, subset, vector } from "../../../src/index.js";
import { type AnyContextDomain, constants, fromXState, listOf, mapOf, optional } from "../../../src/testing/xstate/index.js";
import { explore, resultOf } from "../../fixtures/explore.js";

/** What a machine's context holds after it was given a value: through the state, and back. */
function throughState(domain: AnyContextDomain, value: unknown): { seen: unknown; broken: string | undefined } {
  const machine = setup({ types: { context: {} as { it: unknown } } }).createMachine({
    id: "m",
    context: { it: undefined },
    on: { GIVE: { actions: assign({ it: () => value }) } },
  });
  const model = fromXState(machine, { context: { it: optional(domain) as never }, events: [{ type: "GIVE" }] });
  let seen: unknown;
  const look = model.always("look", {}, ({ context }) => {
    seen = context.it;
    return true;
  });
  const result = explore(model.model("giving", { properties: [look] }));
  return { seen, broken: resultOf(result, DOMAINS).trace?.failure.message };
}

const domains: readonly [string, AnyContextDomain, fc.Arbitrary<unknown>, readonly unknown[]][] = [
  ["bool", bool, fc.boolean(), [0, "true", null]],
  ["range", range(-2, 3), fc.integer({ min: -2, max: 3 }), [4, -3, 0.5, Number.NaN, "1", null]],
  ["oneOf", oneOf("a", "b"), fc.constantFrom("a", "b"), ["c", 0]],
  ["constants", constants(null, Number.NaN, 7, "7", true, 7n), fc.constantFrom(null, Number.NaN, 7, "7", true, 7n), [8, false, "null"]],
  ["subset", subset("x", "y", "z"), setsOf(fc.constantFrom("x", "y", "z")), [new Set(["w"]), ["x"], null]],
  ["subset of integers", subset(4), setsOf(fc.nat(3)), [new Set([4])]],
  ["vector", vector(2, range(0, 1)), fc.tuple(fc.nat(1), fc.nat(1)), [[0], [0, 1, 0], [0, 2], "01"]],
  ["record", record({ x: bool, y: range(0, 1) }), fc.record({ x: fc.boolean(), y: fc.nat(1) }), [{ x: true }, [], new Date(0)]],
  [
    "listOf",
    listOf(3, { at: oneOf("in", "out") }),
    fc.array(fc.record({ at: fc.constantFrom("in", "out") }), { maxLength: 3 }),
    [[{ at: "up" }], Array(4).fill({ at: "in" }), {}],
  ],
  [
    "mapOf",
    mapOf(["k", 1], listOf(1, bool)),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom("k", 1), fc.array(fc.boolean(), { maxLength: 1 })), { selector: ([key]) => key })
      .map((entries) => new Map(entries)),
    [new Map([["l", []]]), new Map([["k", undefined]]), new Map([["k", [1]]]), {}],
  ],
  [
    "object",
    { a: optional(bool), b: { c: range(0, 1) } },
    fc.record({ a: fc.option(fc.boolean(), { nil: undefined }), b: fc.record({ c: fc.nat(1) }) }),
    [{ b: {} }, 1],
  ],
];

function setsOf(member: fc.Arbitrary<unknown>): fc.Arbitrary<Set<unknown>> {
  return fc.uniqueArray(member).map((members) => new Set(members));
}

describe.each(domains)("%s", (_, domain, values, others) => {
  test("gives back every value that it was given", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(throughState(domain, value)).toEqual({ seen: value, broken: undefined });
      }),
      { numRuns: 30 },
    );
  });

  test("any other value is a violation that names it", () => {
    for (const other of others) expect(throughState(domain, other).broken).toMatch(/^domain: m: context\.it.* = .* leaves /);
  });
});
