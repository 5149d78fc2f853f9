import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import { compile } from "../../../src/compiler/index.js";
import { tlaOf } from "../../../src/compiler/targets/tla/tla.js";
import { compose } from "../../../src/language/compose.js";
import { bool, ltl, type Model, parameters, stronglyFair, system, weaklyFair, when } from "../../../src/language/index.js";
import { ownChecks, runName } from "../../checks/checks.js";
import { TURN, thisTurn } from "../../turns.js";
import { callModel, lazyModel, placeModel, rangeModel, scalarModel } from "../exampleModels.js";
import { randomModels } from "../randomModels.js";

const parser = await tlaParser();

async function tlaParser(): Promise<Parser> {
  await Parser.init();
  const grammar = fileURLToPath(import.meta.resolve("@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm"));
  return new Parser().setLanguage(await Language.load(grammar));
}

/** So many characters are given to the parser at a time: its scanner looks far ahead and comes back, which thousands at a time make three times as slow. */
const CHUNK = 256;

/** Where a module is not TLA+, as line and text. */
function mistakes(module: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) found.push(`${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
    for (const child of node.children) if (child !== null && (child.hasError || child.isMissing)) visit(child);
  };
  const tree = parser.parse((from) => module.slice(from, from + CHUNK));
  if (tree !== null) visit(tree.rootNode);
  return found;
}

function moduleOf(model: Model): string {
  return tlaOf(compile(compose(model)), "model").module;
}

describe("an export to TLA+ is TLA+", () => {
  test.each([callModel, lazyModel, placeModel, rangeModel, scalarModel])("of $name", (model) => {
    expect(mistakes(moduleOf(model))).toEqual([]);
  });

  test("of random models", async () => {
    for (const model of await randomModels(TURN, 15)) expect(mistakes(moduleOf(model))).toEqual([]);
  });

  describe("of checks", async () => {
    const searches = (await ownChecks())
      .flatMap((check) => check.runs.map((run) => ({ run, name: runName(check, run) })))
      .filter(({ run }) => run.decide === undefined);
    test.each(thisTurn(searches, 50))("$name", ({ run }) => expect(mistakes(moduleOf(run.model))).toEqual([]));
  });
});

describe("temporal properties in TLA+", () => {
  const sys = system("a lock", { parameters: parameters({}), variables: { held: bool } });
  const taker = sys.actor("taker", {
    source: "this test",
    steps: {
      take(s) {
        when(!s.held);
        s.held = true;
        return "give";
      },
      give(s) {
        s.held = false;
        return "take";
      },
    },
  });
  const held = sys.predicate("held", (s) => s.held);
  const properties = [
    sys.temporal("it is taken", { fairness: [weaklyFair({ process: "one" }), stronglyFair({ step: "two.take" })] }, ltl.globally(ltl.eventually(held))),
    sys.temporal("it is given back", {}, ltl.globally(ltl.implies(held, ltl.eventually(ltl.at("one.take"))))),
    sys.temporal("free until it is held", {}, ltl.until(ltl.not(held), held)),
    sys.temporal("one takes it", {}, ltl.eventually(ltl.taken({ step: "one.take" }))),
  ];
  const model = sys.model("a lock", { processes: [sys.process("one", taker), sys.process("two", taker)], properties });
  const { module, config } = tlaOf(compile(compose(model)), "model");

  test("are formulas that assume their fairness, and that runs stand still only where nobody can move", () => {
    expect(mistakes(module)).toEqual([]);
    expect(module).toContain(`ItIsTaken ==
  (WF_vars(Next) /\\ WF_vars(taker_take \\/ taker_give) /\\ SF_vars(taker_take_2)) => []<>(Held_2)`);
    expect(module).toContain(`ItIsGivenBack ==\n  (WF_vars(Next)) => []((Held_2) => <>(one_at = "one.take"))`);
    expect(config).toContain("PROPERTY ItIsTaken\nPROPERTY ItIsGivenBack\nCHECK_DEADLOCK");
  });

  test("that TLC cannot be asked are comments, with the reason", () => {
    expect(module).toContain("\\* free until it is held: not exported, for TLC knows [] and <> only");
    expect(module).toContain("\\* one takes it: not exported, for it says which step is taken");
  });
});

test("what is no TLA+ is noticed", () => {
  expect(mistakes("---- MODULE broken ----\nInit == /\\ x = \n====\n")).not.toEqual([]);
});
