import { relative } from "node:path";

/** `src/a.ts:3:7`, relative to where the reader is if the file is below. */
export function placeText(file: string, line?: number | null, column?: number | null): string {
  const near = relative(process.cwd(), file);
  return [near.startsWith("..") ? file : near, line, column].filter((part) => part !== undefined && part !== null).join(":");
}
