import { SpecError } from "../../language/index.js";
import { cParser } from "./cParser.js";
import { functionsOf } from "./functionsOf.js";
import { outlineOf } from "./outlineOf.js";
import { outlineText } from "./outlineText.js";
import type { SourceTree } from "./sourceTree.js";

/**
 * The outline of a function, wherever it is among the files that are asked about.
 *
 * @throws SpecError FL401 if the parser of C is not installed; FL512 if none of the files has the function; FL513 if it does not parse
 */
export async function outlineIn(tree: SourceTree, name: string): Promise<string> {
  const parse = await cParser();
  const files = [...new Set(tree.asked.map(({ file }) => file))];
  for (const file of files) {
    const found = functionsOf(parse(tree.file(file)?.text ?? "")).get(name);
    if (found?.hasError) throw new SpecError("FL513", `${name}() in ${file} is no C that tree-sitter understands`, "see src/kernel/drift/plainC.ts");
    if (found !== undefined) return outlineText(outlineOf(found));
  }
  throw new SpecError("FL512", `${name}() is in none of the files that were looked into`, `they are ${files.join(", ")}`);
}
