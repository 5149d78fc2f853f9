import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model } from "../../src/language/model.js";
import { drawFrom, PRELUDE, randomModel } from "../compiler/randomModel.js";

const LANGUAGE = fileURLToPath(new URL("../../src/language/index.js", import.meta.url));
const WORDS =
  "all, any, bool, copy, count, div, fill, implies, kernel, max, min, mod, oneOf, parameters, prototype, range, record, subset, system, vector, when";

/** As many models as are wanted, drawn from a seed. */
export async function randomModels(seed: number, count: number): Promise<readonly Model[]> {
  const draw = drawFrom(seed);
  const texts = Array.from({ length: count }, (_, index) => randomModel(`model${index}`, draw));
  const file = join(mkdtempSync(join(tmpdir(), "faultline-random-")), "models.ts");
  writeFileSync(file, `// @ts-nocheck: random text is well-formed, not well-typed\nimport { ${WORDS} } from "${LANGUAGE}";\n${PRELUDE}\n${texts.join("\n")}`);
  return Object.values((await import(file)) as Readonly<Record<string, Model>>);
}
