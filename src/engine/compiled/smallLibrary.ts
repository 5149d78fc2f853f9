/** What a generated module uses of AssemblyScript's library, as it is. */
const USED: readonly string[] = [
  "builtins",
  "diagnostics",
  "memory",
  "rt/common",
  "shared/feature",
  "shared/runtime",
  "shared/target",
  "util/error",
  "util/memory",
];

/** Classes that `asc` expects to exist, whether or not anything is made of them. */
const EXPECTED =
  "Array ArrayBuffer ArrayBufferView Bool F32 F64 Function I16 I32 I64 I8 Isize Math Mathf NativeMath NativeMathf RefExtern RefFunc StaticArray String U16 U32 U64 U8 Usize V128".split(
    " ",
  );

/** Functions that the built-in ones name as imports, and that no generated module calls. */
const NAMED: Readonly<Record<string, readonly string[]>> = { "util/string": ["strtob", "strtod", "strtol"] };

/**
 * Leaves of `asc`'s library what a generated module needs: integers, memory and atomics. It is parsed anew for each module, and whole it takes longer than the
 * module itself: strings, maps, dates and floating point are not used. What is compiled stays the same, byte for byte.
 */
export function keepSmallLibrary(files: Record<string, string>): void {
  for (const name of Object.keys(files)) if (!USED.includes(name)) delete files[name];
  files["rt/index-stub"] = "";
  files.object = "export abstract class Object {}";
  files.expected = EXPECTED.map((name) => `export abstract class ${name} {}`).join("\n");
  for (const [file, names] of Object.entries(NAMED)) files[file] = names.map((name) => `export function ${name}(): void {}`).join("\n");
}
