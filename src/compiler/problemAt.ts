import type ts from "typescript";
import type { ErrorCode, Problem } from "../language/errors.js";
import type { Site } from "../language/site.js";

/** Where a node begins: file, line and column, counted from 1. */
export function siteOf(node: ts.Node): Site {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, column: character + 1 };
}

/** A mistake at a node of a specification's source. */
export function problemAt(node: ts.Node, code: ErrorCode, message: string, hint: string): Problem {
  return problemAtSite(siteOf(node), code, message, hint);
}

/** A mistake at a place that is known without its node, or at no known place. */
export function problemAtSite(site: Site | undefined, code: ErrorCode, message: string, hint: string): Problem {
  return { code, message, file: site?.file, line: site?.line, column: site?.column, hint };
}

/** The text of a node, short enough for a message. */
export function excerpt(node: ts.Node): string {
  const text = node.getText().replace(/\s+/g, " ");
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
