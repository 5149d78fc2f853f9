import { mkdtempSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModuleText } from "../../compiler/targets/assemblyscript/index.js";
import { SpecError } from "../../language/errors.js";
import { keepSmallLibrary } from "./smallLibrary.js";

/** Its own types declare the language that it compiles, `console` included, as globals of ours: so the import is hidden from TypeScript. */
const ASC: string = "assemblyscript/asc";

/** A loader of TypeScript that is in place, such as tsx, would take ten seconds to look for types in the megabytes of asc and Binaryen. */
const AS_IT_IS = `import { readFile } from "node:fs/promises";
export async function load(url, context, next) {
  if (!/\\/node_modules\\/(assemblyscript|binaryen|long)\\/.*\\.js(\\?|$)/.test(url)) return next(url, context);
  return { format: "module", source: await readFile(new URL(url)), shortCircuit: true };
}`;

/** What is used of `asc`. */
interface Compiler {
  readonly default: {
    main(
      options: readonly string[],
      files: { readFile(name: string): string | null; writeFile(name: string, contents: Uint8Array | string): void; listFiles(): readonly string[] },
    ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>;
  };
  readonly libraryFiles: Record<string, string>;
}

let compiler: Promise<Compiler["default"]> | undefined;

/** An `asc` of our own, for its library is cut down: whoever else uses asc in this process has the whole one. */
async function load(): Promise<Compiler["default"]> {
  // Node takes loaders only where memory can be shared; where it cannot, no loader of TypeScript is in place either.
  if (typeof SharedArrayBuffer === "function") register(`data:text/javascript,${encodeURIComponent(AS_IT_IS)}`);
  const asc: Compiler = await import(`${import.meta.resolve(ASC)}?faultline`);
  keepSmallLibrary(asc.libraryFiles);
  return asc.default;
}

/**
 * The options of `asc` that compile `model.ts` to `model.wasm`. It is not optimised here: Binaryen's passes take longer than all the rest and gain nothing,
 * for V8 optimises what it runs.
 */
export function optionsFor(constants: number): readonly string[] {
  const memory = ["--importMemory", "--sharedMemory", "--memoryBase", String(constants), "--maximumMemory", "65536", "--enable", "threads"];
  return ["model.ts", "--outFile", "model.wasm", "--runtime", "stub", "--noAssert", ...memory];
}

/**
 * Compiles AssemblyScript text to WebAssembly, in this process.
 * @throws SpecError FL901 naming a file with the text, if `asc` does not take it
 */
export async function assemble({ text, constants }: ModuleText): Promise<Uint8Array<ArrayBuffer>> {
  compiler ??= load();
  const asc = await compiler;
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(optionsFor(constants), {
    readFile: (name) => (name === "model.ts" ? text : null),
    writeFile: (name, contents) => {
      if (name === "model.wasm") binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error === null && binary !== undefined) return Uint8Array.from(binary);
  const file = join(mkdtempSync(join(tmpdir(), "faultline-")), "model.ts");
  writeFileSync(file, text);
  const said = stderr.toString().trim().split("\n")[0] ?? "";
  throw new SpecError(
    "FL901",
    `the compiled engine wrote text that asc does not take: ${said || String(error)}`,
    `report it with ${file}; --engine reference goes on`,
  );
}
