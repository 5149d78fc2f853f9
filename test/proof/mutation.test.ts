import { expect, test } from "vitest";
import { type MutantOutcome, mutationScore } from "../../src/proof/mutation.js";
import { seller, shopWith } from "../compiler/mutants/shop.js";

const model = shopWith(seller);
const holds = { check: "shop", run: { model, expect: "holds" } } as const;
const nothingIsLost = "nothing is lost behind a closed door";
const score = await mutationScore([holds], { functions: ["sell"] });

function outcome(before: string, after: string): MutantOutcome {
  const found = score.mutants.find(({ mutant }) => mutant.before === before && mutant.after === after);
  if (found === undefined) throw new Error(`there is no mutant '${before}' => '${after}'`);
  return found;
}

test("a mutant that breaks a property is killed by the run, with the property and the length of the way there", () => {
  const { fate, killedBy } = outcome("s.stock -= me.given;", "");
  expect(fate).toBe("killed");
  expect(killedBy).toEqual({ run: "shop: a shop", property: nothingIsLost, how: "violated", transitions: 3 });
});

test("a mutant that leaves a domain is killed by the property that every step stays within them", () => {
  expect(outcome("me.given", "me.given + 1").killedBy).toMatchObject({ property: "every step stays within its domains", how: "violated" });
});

test("a mutant after which nothing happens any more that has to is killed, with no way there", () => {
  const { killedBy } = outcome("s.sold += me.given;", "");
  expect(killedBy).toMatchObject({ property: nothingIsLost });
});
