import { expect, test } from "vitest";
import { benchGfs2 } from "../../../checks/bench/gfs2.js";
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { compile } from "../../../src/compiler/index.js";
import { writeModule } from "../../../src/compiler/targets/assemblyscript/index.js";
import { assemble, optionsFor } from "../../../src/engine/compiled/assemble.js";
import { compose } from "../../../src/language/compose.js";
import type { Check } from "../../../src/language/index.js";

const ASC: string = "assemblyscript/asc";

test.each([benchWriteLoop, benchGfs2])("with a small library asc compiles $id to the same bytes as with its whole one", async ({ runs }: Check) => {
  const module = writeModule(compile(compose((runs[0] as Check["runs"][number]).model)));
  const small = await assemble(module);
  expect(Buffer.from(small).equals(await withWholeLibrary(module))).toBe(true);
});

async function withWholeLibrary({ text, constants }: { text: string; constants: number }): Promise<Uint8Array> {
  const { default: asc } = await import(ASC);
  const written = new Map<string, Uint8Array>();
  const { error } = await asc.main(optionsFor(constants), {
    readFile: (name: string) => (name === "model.ts" ? text : null),
    writeFile: (name: string, contents: Uint8Array) => written.set(name, contents),
    listFiles: () => [],
  });
  expect(error).toBe(null);
  return written.get("model.wasm") as Uint8Array;
}
