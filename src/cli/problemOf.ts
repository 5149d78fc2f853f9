import { type ErrorCode, type Problem, type Site, SpecError } from "../language/index.js";
import { sitesOf } from "../language/site.js";

/** What was thrown, as a problem: a specification's mistake as it stands, anything else under the code and hint given. */
export function problemOf(
  error: unknown,
  otherwise: { readonly code: ErrorCode; readonly message: (text: string) => string; readonly hint: string; readonly file?: string },
): Problem {
  if (error instanceof SpecError) return problemAt(error.code, error.message, error.hint, error.site ?? fileOnly(otherwise.file));
  const text = error instanceof Error && error.name === "Error" ? error.message : String(error);
  return problemAt(otherwise.code, otherwise.message(text), otherwise.hint, syntaxSite(error) ?? siteOf(error) ?? fileOnly(otherwise.file));
}

/** A problem at a place, or at none. */
export function problemAt(code: ErrorCode, message: string, hint: string, place?: Partial<Site>): Problem {
  return { code, message, file: place?.file, line: place?.line, column: place?.column, hint };
}

function fileOnly(file: string | undefined): Partial<Site> {
  return file === undefined ? {} : { file };
}

function siteOf(error: unknown): Site | undefined {
  return error instanceof Error ? sitesOf(error)[0] : undefined;
}

/** esbuild, which transforms TypeScript for tsx, says in its message where the syntax is wrong: `/a/b.ts:1:7: ERROR: …`. */
function syntaxSite(error: unknown): Site | undefined {
  const match = error instanceof Error ? /^(\/.+?):(\d+):(\d+): ERROR/m.exec(error.message) : null;
  return match === null ? undefined : { file: match[1] as string, line: Number(match[2]), column: Number(match[3]) + 1 };
}
