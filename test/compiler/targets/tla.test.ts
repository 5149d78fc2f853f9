import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Language, type Node, Parser } from "web-tree-sitter";
import { compile } from "../../../src/compiler/index.js";
import { tlaOf } from "../../../src/compiler/targets/tla/tla.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/index.js";
import { ownChecks, runName } from "../../checks/checks.js";
import { thisTurn } from "../../turns.js";
import { callModel, lazyModel, placeModel, rangeModel, scalarModel } from "../exampleModels.js";
import { randomModels } from "../randomModels.js";

const parser = await tlaParser();

async function tlaParser(): Promise<Parser> {
  await Parser.init();
  const grammar = fileURLToPath(import.meta.resolve("@tlaplus/tree-sitter-tlaplus/tree-sitter-tlaplus.wasm"));
  return new Parser().setLanguage(await Language.load(grammar));
}

/** Where a module is not TLA+, as line and text. */
function mistakes(module: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) found.push(`${node.startPosition.row + 1}: ${node.text.slice(0, 80)}`);
    for (const child of node.children) if (child !== null && (child.hasError || child.isMissing)) visit(child);
  };
  const tree = parser.parse(module);
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
    for (const model of await randomModels(7, 40)) expect(mistakes(moduleOf(model))).toEqual([]);
  });

  describe("of checks", async () => {
    const searches = (await ownChecks())
      .flatMap((check) => check.runs.map((run) => ({ run, name: runName(check, run) })))
      .filter(({ run }) => run.decide === undefined);
    test.each(thisTurn(searches, 50))("$name", ({ run }) => expect(mistakes(moduleOf(run.model))).toEqual([]));
  });
});

test("what is no TLA+ is noticed", () => {
  expect(mistakes("---- MODULE broken ----\nInit == /\\ x = \n====\n")).not.toEqual([]);
});
