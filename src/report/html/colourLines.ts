import ts from "typescript";

/** What a piece of a line is; `plain` is all else. */
export type SpanKind = "plain" | "keyword" | "name" | "number" | "string" | "comment";

/** A piece of a line, with what it is. */
export type Span = readonly [kind: SpanKind, text: string];

const KINDS: Readonly<Partial<Record<ts.TokenClass, SpanKind>>> = {
  [ts.TokenClass.Keyword]: "keyword",
  [ts.TokenClass.Identifier]: "name",
  [ts.TokenClass.NumberLiteral]: "number",
  [ts.TokenClass.BigIntLiteral]: "number",
  [ts.TokenClass.StringLiteral]: "string",
  [ts.TokenClass.RegExpLiteral]: "string",
  [ts.TokenClass.Comment]: "comment",
};

/** The lines of a TypeScript text in pieces, as TypeScript's own classifier tells them apart. The pieces of a line are the line. */
export function colourLines(lines: readonly string[]): readonly (readonly Span[])[] {
  const classifier = ts.createClassifier();
  let state = ts.EndOfLineState.None;
  return lines.map((line) => {
    const { entries, finalLexState } = classifier.getClassificationsForLine(line, state, false);
    state = finalLexState;
    let at = 0;
    return entries.flatMap(({ length, classification }): Span[] => {
      const text = line.slice(at, at + length);
      at += length;
      return text === "" ? [] : [[KINDS[classification] ?? "plain", text]];
    });
  });
}
