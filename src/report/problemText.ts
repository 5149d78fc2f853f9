import type { Problem } from "../language/index.js";
import { placeText } from "../trace/placeText.js";
import type { Paint } from "./paint.js";

type Told = { readonly [field in keyof Problem]: Problem[field] | null };

/** A problem in two or three lines: what and which, where, and what to do next. */
export function problemText({ code, message, file, line, column, hint }: Told, paint: Paint): string {
  const lines = [`${paint.red(`error ${code}`)}: ${message}`];
  if (file) lines.push(`  at ${placeText(file, line, column)}`);
  if (hint !== "" && hint !== null) lines.push(`  ${paint.dim("hint:")} ${hint}`);
  return lines.join("\n");
}
