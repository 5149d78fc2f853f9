import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Model } from "../../../src/language/model.js";
import { drawFrom, PRELUDE, randomModel } from "../../compiler/randomModel.js";
import { expectSameResults } from "./agree.js";

const LANGUAGE = fileURLToPath(new URL("../../../src/language/index.js", import.meta.url));
const WORDS =
  "all, any, bool, copy, count, div, fill, implies, kernel, max, min, mod, oneOf, parameters, prototype, range, record, subset, system, vector, when";
const folder = mkdtempSync(join(tmpdir(), "faultline-random-"));
const MODELS_A_FILE = 30;
const FILES = process.env.FAULTLINE_LONG === "1" ? 334 : 2;
let files = 0;

/** Models that share a file, so that TypeScript reads it once. */
async function modelsFrom(text: string): Promise<readonly Model[]> {
  const file = join(folder, `models${files++}.ts`);
  writeFileSync(file, `// @ts-nocheck: random text is well-formed, not well-typed\nimport { ${WORDS} } from "${LANGUAGE}";\n${PRELUDE}\n${text}`);
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}

test(`the engines agree on ${FILES * MODELS_A_FILE} random models`, async () => {
  const seen = new Set<string>();
  let states = 0;
  const agree = async (seed: number): Promise<void> => {
    const draw = drawFrom(seed);
    const texts = Array.from({ length: MODELS_A_FILE }, (_, index) => randomModel(`model${index}`, draw));
    for (const model of await modelsFrom(texts.join("\n"))) {
      const outcome = await expectSameResults(model, { maxStates: 200 });
      if ("code" in outcome) seen.add(outcome.code);
      else {
        states += outcome.states;
        for (const { kind, verdict } of outcome.properties) seen.add(`${kind} ${verdict}`);
      }
    }
  };
  await fc.assert(fc.asyncProperty(fc.integer(), agree), { numRuns: FILES, endOnFailure: true });
  expect(states).toBeGreaterThan(FILES * 100);
  expect([...seen]).toEqual(expect.arrayContaining(["domain violated", "domain holds", "deadlock holds"]));
}, 3_600_000);
