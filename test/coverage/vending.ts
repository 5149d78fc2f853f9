/** A vending machine in which every kind of gap in coverage is found once. */
import { bool, defineCheck, implies, min, oneOf, parameters, range, system, when } from "../../src/language/index.js";

const vending = system("vending", {
  parameters: parameters({ refunds: false }),
  variables: { coins: range(0, 6), broken: bool, drink: oneOf("none", "tea", "milk") },
});

export const customer = vending.actor("customer", {
  source: "the fixture",
  exits: ["served"],
  steps: {
    pay(s, _, __, choose) {
      const coins = choose.number("coins", 1, 3);
      when(coins < 3);
      s.coins = min(6, s.coins + coins);
      return "select";
    },
    select(s, _, { refunds }, choose) {
      if (s.broken) {
        choose.flag("kick it");
        return "repair";
      }
      choose.flag("say please");
      s.drink = choose.oneOf("drink", ["tea", "milk"]);
      return refunds ? "refund" : "served";
    },
    repair(s) {
      s.broken = false;
      return "select";
    },
    refund(s) {
      s.coins = 0;
      return "served";
    },
  },
});

const chosenPurse = vending.initial((s, _, choose) => {
  const coins = choose.number("coins in the purse", 0, 2);
  when(coins > 0);
  s.coins = coins;
});

const brokenMeansEmpty = vending.always("a broken machine is empty", {}, (s) => implies(s.broken, () => s.drink === "none"));
const neverFive = vending.never("five coins", {}, (s) => s.coins === 5);

export const model = vending.model("one drink", {
  processes: [vending.process("ann", customer)],
  initial: chosenPurse,
  properties: [brokenMeansEmpty, neverFive],
});

export const unexcused = defineCheck({ id: "vending/unexcused", title: "No coins are lost", expect: "holds", model });

export const excused = defineCheck({
  id: "vending/excused",
  title: "No coins are lost, and nobody expects a repair",
  expect: "holds",
  unreached: ["*.repair", "ann.refund"],
  vacuous: ["a broken *"],
  model,
});

export const stale = defineCheck({
  id: "vending/stale",
  title: "No coins are lost, says an old list",
  expect: "holds",
  unreached: ["*.repair", "*.refund", "ann.pay", "ann.gone"],
  vacuous: ["a broken *", "five coins", "six coins"],
  model,
});
