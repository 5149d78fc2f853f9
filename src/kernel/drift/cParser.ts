import { fileURLToPath } from "node:url";
import type { Tree } from "web-tree-sitter";
import { SpecError } from "../../language/index.js";
import { plainC } from "./plainC.js";

/** Parses a file of C. What it does not understand becomes an error node in the tree. */
export type ParseC = (text: string) => Tree;

/** The parser of C: the optional peers web-tree-sitter and tree-sitter-c. @throws SpecError FL401 if one of them is not installed */
export async function cParser(): Promise<ParseC> {
  const { Language, Parser } = await import("web-tree-sitter").catch((cause: Error) => refuse("web-tree-sitter", cause));
  await Parser.init();
  const parser = new Parser().setLanguage(await Language.load(grammarFile()));
  return (text) => {
    const tree = parser.parse(plainC(text));
    if (tree === null) throw new Error("a parser without a language parses nothing");
    return tree;
  };
}

function grammarFile(): string {
  try {
    return fileURLToPath(import.meta.resolve("tree-sitter-c/tree-sitter-c.wasm"));
  } catch (cause) {
    return refuse("tree-sitter-c", cause as Error);
  }
}

function refuse(missing: string, cause: Error): never {
  throw new SpecError("FL401", `drift parses C with the package ${missing}: ${cause.message}`, "npm install web-tree-sitter@0.27 tree-sitter-c@0.24");
}
