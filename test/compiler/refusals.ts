import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkSubset, typeCheck } from "../../src/compiler/index.js";
import { compose } from "../../src/language/compose.js";
import type { Problem } from "../../src/language/errors.js";
import type { Model } from "../../src/language/model.js";

const LANGUAGE = fileURLToPath(new URL("../../src/language/index.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "faultline-refusals-"));
let written = 0;

/** A specification in one file. */
export interface Text {
  /** Declarations of the module, above the machine. */
  readonly above?: string;
  /** The statements of the machine's only step; it returns by itself unless they do. */
  readonly body?: string;
  /** The steps as a whole. */
  readonly steps?: string;
  readonly property?: string;
  readonly initial?: string;
}

/** A mark in the text: a problem is expected to begin right after it. */
export const HERE = "⟦";

function sourceOf({ above = "", body = "", steps, property = "(s) => s.n >= 0", initial = "(s) => { s.n = 0; }" }: Text): string {
  return `
import { all, any, bool, copy, count, div, fill, ghost, implies, max, min, mod, oneOf, parameters, range, record, rigid, subset, system, vector, when } from "${LANGUAGE}";

const small = range(0, 3);
const things = system("things", {
  parameters: parameters({ N: 2 }),
  variables: {
    n: small, on: bool, colour: oneOf("red", "green"), cells: vector(2, small), members: subset(2), seed: rigid(small), ought: ghost(small), pair: record({ a: small, b: small }),
  },
});
${above}
const actor = things.actor("actor", {
  source: "an example",
  locals: { x: small },
  steps: ${
    steps ??
    `{
    run(s, me, p, choose) {
      ${body}
      return "run";
    },
  }`
  },
});

export const model = things.model("example", {
  processes: [things.process("actor", actor)],
  initial: things.initial(${initial}),
  properties: [things.always("property", {}, ${property})],
});
`;
}

/** A specification on disk, and the place of its mark. */
export function writeText(text: Text): { readonly file: string; readonly place: { readonly line: number; readonly column: number } } {
  const marked = sourceOf(text);
  const before = marked.slice(0, marked.indexOf(HERE)).split("\n");
  const file = join(folder, `example${written++}.ts`);
  writeFileSync(file, marked.replace(HERE, ""));
  return { file, place: { line: before.length, column: (before[before.length - 1] as string).length + 1 } };
}

/** What the subset checker says about a specification. */
export async function problemsOf(file: string): Promise<readonly Problem[]> {
  const { model } = (await import(file)) as { readonly model: Model };
  return checkSubset(compose(model));
}

/** What TypeScript says about a specification. */
export function typeProblemsOf(file: string): readonly Problem[] {
  return typeCheck([file]);
}
