import { describe, expect, test } from "vitest";
import { div, implies, ltl, mapping, parameters, type Run, range, system, weaklyFair } from "../../src/language/index.js";
import { type MutantOutcome, type MutationScore, mutationScore } from "../../src/proof/mutation.js";
import { seller, shop, shopWith } from "../compiler/mutants/shop.js";

const model = shopWith(seller);
const nothingIsLost = "nothing is lost behind a closed door";

async function ask(runs: readonly Run[], options: object = {}): Promise<MutationScore> {
  return mutationScore(
    runs.map((run) => ({ check: "shop", run })),
    { functions: ["sell"], ...options },
  );
}

function outcome({ mutants }: MutationScore, before: string, after: string): MutantOutcome {
  const found = mutants.find(({ mutant }) => mutant.before === before && mutant.after === after);
  if (found === undefined) throw new Error(`there is no mutant '${before}' => '${after}'`);
  return found;
}

describe("a run that holds", async () => {
  const score = await ask([{ model, expect: "holds" }]);

  test("kills a mutant that breaks a property, and says which and how far it is to there", () => {
    const { fate, killedBy } = outcome(score, "s.stock -= me.given;", "");
    expect(fate).toBe("killed");
    expect(killedBy).toEqual({ run: "shop: a shop", what: nothingIsLost, how: "violated", transitions: 3 });
  });

  test("kills a mutant that leaves a domain", () => {
    expect(outcome(score, "me.given", "me.given + 1").killedBy).toMatchObject({ what: "every step stays within its domains", how: "violated" });
  });

  test("kills a mutant that is stuck", () => {
    expect(outcome(score, "!s.locked", "!(!s.locked)").killedBy).toMatchObject({ what: "no process is stuck for ever" });
  });

  test("kills a mutant under which what has to happen some time never does, by no path", () => {
    const { killedBy } = outcome(score, "me.given = min(inBoxes(me.wanted, p), s.stock);", "");
    expect(killedBy).toMatchObject({ what: "everything can be sold", how: "violated", transitions: null });
  });

  test("lets a mutant survive whose graph is another and in which nothing is wrong, and says where", () => {
    expect(outcome(score, 'choose.number("wanted", 1, 3)', 'choose.number("wanted", 1, 3) + 1')).toMatchObject({
      fate: "survived",
      differsIn: ["shop: a shop"],
      reached: true,
    });
  });

  test("calls a mutant equivalent that has the same graph", () => {
    expect(outcome(score, "s.sold += me.given;", "s.locked = false; s.sold += me.given;")).toMatchObject({ fate: "equivalent", killedBy: null, reached: true });
  });

  test("scores the share of the killed among those that are not equivalent", () => {
    const { killed, survived, equivalent, incomplete, mutants } = score;
    expect(killed + survived + equivalent + incomplete).toBe(mutants.length);
    expect(incomplete).toBe(0);
    expect(score.score).toBe(killed / (killed + survived));
    expect(score.asked).toEqual(["shop: a shop"]);
  });
});

describe("what check --strict minds", async () => {
  const runs = (more: Partial<Run["model"]>): readonly Run[] => [{ model: { ...model, properties: [ifSold], ...more }, expect: "holds" }];
  const ifSold = shop.always("nothing is sold that was not there", {}, (s) => implies(s.sold > 0, () => s.sold + s.stock <= 4));
  const never = await ask(runs({}));

  test("kills as well: a property that nothing puts to the test any more", () => {
    expect(outcome(never, "s.sold += me.given;", "").killedBy).toEqual({
      run: "shop: a shop",
      what: ifSold.name,
      how: "not put to the test",
      transitions: null,
    });
  });

  test("kills as well: a step that nobody takes any more", () => {
    expect(outcome(never, "s.stock > 0", "s.stock >= 0").killedBy).toMatchObject({ what: "ann.tell", how: "never taken" });
  });

  test("kills nothing where the model says that it knows", async () => {
    const known = await ask(runs({ unreached: ["*.tell"], vacuous: ["nothing is sold*"] }));
    expect(outcome(known, "s.sold += me.given;", "").fate).toBe("survived");
    expect(outcome(known, "s.stock > 0", "s.stock >= 0").fate).toBe("survived");
  });
});

describe("a run that is violated", async () => {
  const loses = shop.always("nobody ever buys", {}, (s) => s.sold === 0);
  const score = await ask([{ model: { ...model, properties: [loses] }, expect: "violated" }]);
  const both = await ask([{ model: { ...model, properties: [...(model.properties ?? []), loses] }, expect: "violated" }]);

  test("kills a mutant under which the violation is gone", () => {
    expect(outcome(score, "s.sold += me.given;", "").killedBy).toEqual({ run: "shop: a shop", what: loses.name, how: "not violated", transitions: null });
  });

  test("kills a mutant that breaks another property, which held", () => {
    expect(outcome(both, "s.stock -= me.given;", "").killedBy).toMatchObject({ what: nothingIsLost, how: "violated" });
  });
});

describe("what is decided on the whole graph", async () => {
  const counter = system("counter", { parameters: parameters({}), variables: { stock: range(0, 6) } });
  const filled = counter.initial((s) => {
    s.stock = 4;
  });
  const box = counter.actor("box", {
    source: "this test",
    steps: {
      leave(s, _me, _p, choose) {
        if (s.stock > 0) s.stock -= 2 * choose.number("boxes", 1, div(s.stock, 2));
        return "leave";
      },
    },
  });
  const abstract = counter.model("a counter of boxes", { initial: filled, processes: [counter.process("box", box, { daemon: true })] });
  const through = mapping(shop, "the stock", {}, (s) => ({ stock: s.stock }));
  const told = shop.temporal(
    "the last buyer tells",
    { fairness: [weaklyFair({ process: "ann" }), weaklyFair({ process: "bob" })] },
    ltl.eventually(shop.predicate("told", (s) => s.told)),
  );
  const bare = { ...model, properties: [] };
  const contract = await ask([{ model: bare, expect: "holds", refines: { abstract, through } }]);

  test("kills as well: a contract", () => {
    const slip = "min(inBoxes(me.wanted, p), s.stock)";
    expect(outcome(contract, slip, `${slip} - 1`).killedBy).toMatchObject({ what: "refines a counter of boxes: the stock", how: "violated" });
    expect(outcome(contract, "s.told = true;", "").fate).toBe("survived");
  });

  test("kills as well: a temporal property", async () => {
    const progress = await ask([{ model: { ...bare, properties: [told] }, expect: "holds" }]);
    expect(outcome(progress, "s.told = true;", "").killedBy).toMatchObject({ what: told.name, how: "violated" });
  });
});

describe("mutants that are not decided", async () => {
  test("are incomplete where the time is up, and never count as killed", async () => {
    const { incomplete, killed, score } = await ask([{ model, expect: "holds" }], { maxSeconds: 0 });
    expect({ killed, score }).toEqual({ killed: 0, score: 0 });
    expect(incomplete).toBeGreaterThan(0);
  });

  test("are not even looked for in runs that tell nothing of them, and why is said", async () => {
    const { mutants, leftOut, score } = await ask(
      [
        { name: "small", model, expect: "holds" },
        { name: "the same", model, expect: "holds" },
        { name: "not as expected", model, expect: "violated" },
      ],
      { functions: ["buy"] },
    );
    expect({ mutants, score }).toEqual({ mutants: [], score: null });
    expect(leftOut.map(({ why }) => why)).toEqual(Array.from({ length: 3 }, () => "it runs none of the functions"));
    const twice = await ask(
      [
        { name: "once", model, expect: "holds" },
        { name: "twice", model, expect: "holds" },
        { name: "wrong", model, expect: "violated" },
      ],
      { maxSeconds: 0 },
    );
    expect(twice.leftOut).toEqual([
      { name: "shop: twice", why: "it asks what shop: once asks" },
      { name: "shop: wrong", why: "it does not come out as expected without a mutant either: nothing is violated" },
    ]);
    const small = await ask([{ model, expect: "holds" }], { maxStates: 10 });
    expect(small.leftOut).toEqual([{ name: "shop: a shop", why: "more than 10 states" }]);
  });
});
