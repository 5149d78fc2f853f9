import ts from "typescript";
import type { Problem } from "../language/errors.js";
import { SourceProgram } from "./sourceProgram.js";

/**
 * What the ordinary TypeScript compiler objects to in some files, each as FL208, and in what they import of the user's own; the options are those of the nearest
 * tsconfig.json, or strict ones where there is none.
 */
export function typeCheck(files: readonly string[]): readonly Problem[] {
  for (const file of files) SourceProgram.of(file).include([file]);
  const all = new Set(files.flatMap((file) => SourceProgram.of(file).withImports(file)));
  return [...all].flatMap((file) =>
    SourceProgram.of(file)
      .diagnostics(file)
      .map((diagnostic) => problemOf(file, diagnostic)),
  );
}

function problemOf(file: string, { file: source, start, code, messageText }: ts.Diagnostic): Problem {
  const place = source === undefined || start === undefined ? undefined : source.getLineAndCharacterOfPosition(start);
  return {
    code: "FL208",
    message: `${ts.flattenDiagnosticMessageText(messageText, "\n")} (TS${code})`,
    file: source?.fileName ?? file,
    line: place && place.line + 1,
    column: place && place.character + 1,
    hint: "mend the type error; `npx tsc --noEmit` shows it too",
  };
}

/** The files on which it depends what {@link typeCheck} says of a file. */
export function filesOfTypeCheck(file: string): readonly string[] {
  return SourceProgram.of(file).files;
}
