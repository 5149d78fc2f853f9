import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Model } from "../../src/language/model.js";
import { expectAgreement } from "./agree.js";
import { drawFrom, PRELUDE, randomModel } from "./randomModel.js";

const LANGUAGE = fileURLToPath(new URL("../../src/language/index.js", import.meta.url));
const WORDS =
  "all, any, bool, copy, count, div, fill, implies, kernel, max, min, mod, oneOf, parameters, prototype, range, record, subset, system, vector, when";
const folder = mkdtempSync(join(tmpdir(), "faultline-random-"));
const MODELS_A_FILE = 30;
const LONG = process.env.FAULTLINE_LONG !== undefined;
const FILES = LONG ? 100 : 10;
let files = 0;

/** Models that share a file, so that TypeScript reads it once. */
async function modelsFrom(text: string): Promise<readonly Model[]> {
  const file = join(folder, `models${files++}.ts`);
  writeFileSync(file, `// @ts-nocheck: random text is well-formed, not well-typed\nimport { ${WORDS} } from "${LANGUAGE}";\n${PRELUDE}\n${text}`);
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}

test("programs and the specification's own functions agree on random models", async () => {
  const seen = new Set<string>();
  let states = 0;
  const agree = async (seed: number): Promise<void> => {
    const draw = drawFrom(seed);
    const texts = Array.from({ length: MODELS_A_FILE }, (_, index) => randomModel(`model${index}`, draw));
    for (const model of await modelsFrom(texts.join("\n"))) {
      const walked = expectAgreement(model, 150);
      for (const violation of walked.violations) seen.add(violation);
      states += walked.states;
    }
  };
  await fc.assert(fc.asyncProperty(fc.integer(), agree), { numRuns: FILES, endOnFailure: true, ...(LONG ? {} : { seed: 2022 }) });
  expect(states).toBeGreaterThan(3000);
  expect([...seen]).toEqual(expect.arrayContaining(["domain", "index", "empty choice", "division by zero"]));
}, 1_200_000);
