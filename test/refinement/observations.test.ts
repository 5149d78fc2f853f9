import fc from "fast-check";
import { expect, test } from "vitest";
import { type Seen, SpecError } from "../../src/language/index.js";
import { agrees } from "../../src/refinement/agrees.js";
import { Observations } from "../../src/refinement/observations.js";

/** Values that are few, so that many pairs agree; and shapes that are alike, so that many fit. */
const { seen } = fc.letrec<{ seen: Seen }>((tie) => ({
  seen: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    fc.constantFrom<Seen[]>(0, 0, 1, "0", "red", true, undefined),
    fc.array(tie("seen"), { maxLength: 2 }),
    fc.record({ a: tie("seen"), b: tie("seen") }, { requiredKeys: ["a"] }),
  ),
}));

/** What is seen of one state, and of an abstract one that is mostly the same. */
const pairs = fc.tuple(seen, seen, fc.boolean()).map(([one, other, same]) => [one, same ? structuredClone(one) : other] as const);

function answerOf(ask: () => boolean): boolean | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof SpecError) return error.message;
    throw error;
  }
}

test("what is seen agrees by number as it does field by field, and what does not fit is refused in the same words", () => {
  const answers = new Set<boolean | string>();
  const isSame = fc.property(fc.array(pairs, { minLength: 1, maxLength: 8 }), (all) => {
    const observations = new Observations();
    const numbers = all.map(([one, other]) => [observations.numberOf(one), observations.numberOf(other)] as const);
    for (const [at, [one]] of all.entries())
      for (const [to, [, other]] of all.entries()) {
        const answer = answerOf(() => observations.agree(numbers[at]?.[0] as number, numbers[to]?.[1] as number));
        expect(answer).toEqual(answerOf(() => agrees(one, other)));
        answers.add(answer);
      }
  });
  fc.assert(isSame, { numRuns: 400 });
  expect([...answers]).toEqual(expect.arrayContaining([true, false, expect.stringContaining("does not fit")]));
});

test("the same is seen once, whatever else is like it", () => {
  const observations = new Observations();
  const different: Seen[] = [
    0,
    "0",
    false,
    undefined,
    [],
    [0],
    [undefined],
    ["0", "0"],
    ["0,0"],
    {},
    { a: 0 },
    { b: 0 },
    { a: undefined },
    { a: [0], b: 1 },
    { a: 0, b: [1] },
  ];
  expect(different.map((each) => observations.numberOf(each))).toEqual([...different.keys()]);
  expect(different.map((each) => observations.numberOf(structuredClone(each)))).toEqual([...different.keys()]);
  expect(different.map((_, number) => observations.at(number))).toEqual(different);
});
