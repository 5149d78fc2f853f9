import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as language from "../../src/language/index.js";
import { drawFrom } from "./draw.js";
import { randomModel } from "./randomModel.js";
import * as things from "./randomThings.js";

const folder = mkdtempSync(join(tmpdir(), "faultline-random-"));

const PRELUDE = [
  "// @ts-nocheck: random text is well-formed, not well-typed",
  imports(Object.keys(language), "../../src/language/index.js"),
  imports(Object.keys(things), "./randomThings.js"),
  "",
].join("\n");

function imports(names: readonly string[], from: string): string {
  return `import { ${names.join(", ")} } from "${fileURLToPath(new URL(from, import.meta.url))}";`;
}

/** As many models as are wanted, drawn from a seed. They share a file, so that TypeScript reads what they import once. */
export async function randomModels(seed: number, count: number): Promise<readonly language.Model[]> {
  const draw = drawFrom(seed);
  const texts = Array.from({ length: count }, (_, index) => randomModel(`model${index}`, draw));
  // A module is imported once: where the same seed is asked for other counts, each has a file.
  const file = join(folder, `seed${seed}-${count}.ts`);
  writeFileSync(file, `${PRELUDE}${texts.join("\n")}`);
  return Object.values((await import(file)) as Readonly<Record<string, language.Model>>);
}
