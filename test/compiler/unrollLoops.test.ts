import { expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import { compile } from "../../src/compiler/index.js";
import type { PropertyProgram } from "../../src/compiler/ir.js";
import { unrollLoops } from "../../src/compiler/unrollLoops.js";
import { walk, walkExpression } from "../../src/compiler/walk.js";
import { compose } from "../../src/language/compose.js";
import type { Model } from "../../src/language/model.js";

/** "An uptodate page never holds garbage", over files of so many cells. What unrolled properties say is asked in `agree.ts`. */
function propertyOver(pages: number, cells: number): PropertyProgram {
  const [property] = compile(compose(benchWriteLoop.runs[0]?.model as Model, { pages, cells })).properties;
  return unrollLoops(property as PropertyProgram);
}

function partsOf({ program, value }: PropertyProgram): { readonly loops: number; readonly indices: number } {
  let [loops, indices] = [0, 0];
  const visitor = {
    statement: ({ kind }: { readonly kind: string }) => (loops += kind === "loop" ? 1 : 0),
    read: ({ terms }: { readonly terms: readonly unknown[] }) => (indices += terms.length),
  };
  walk(program.statements, visitor);
  walkExpression(value, visitor);
  return { loops, indices };
}

test("a property over a small vector has no loop left, and no index that is not known", () => {
  expect(partsOf(propertyOver(2, 2))).toEqual({ loops: 0, indices: 0 });
  expect(partsOf(propertyOver(6, 4))).toEqual({ loops: 0, indices: 0 });
});

test("a property over a large vector stays a loop, so that its text does not grow with the bounds", () => {
  expect(partsOf(propertyOver(64, 4))).toEqual({ loops: 1, indices: 2 });
});
