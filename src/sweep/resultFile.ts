import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { SpecError } from "../language/index.js";
import type { SweepResult } from "./sweepResult.js";

/** Adds a line to a result file: newline-delimited JSON, so that it can be read while it grows. @throws SpecError FL307 */
export function appendResult(file: string, result: SweepResult): void {
  writing(file, () => appendFileSync(file, lineOf(result)));
}

/** Makes a result file of these results alone, whatever was left there by another sweep. @throws SpecError FL307 */
export function writeResults(file: string, results: readonly SweepResult[]): void {
  writing(file, () => writeFileSync(file, results.map(lineOf).join("")));
}

function lineOf(result: SweepResult): string {
  return `${JSON.stringify(result)}\n`;
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException).code === "ENOSPC";
    const hint = isFull ? "make room on that disk, and ask again: what was decided is not searched again" : "name a file in a folder that exists";
    throw new SpecError("FL307", `${file} cannot be written: ${error instanceof Error ? error.message : error}`, hint);
  }
}

/** The results in a file. A last line that was cut off while it was written is left out. @throws SpecError FL307 for a file that is no result file */
export function readResults(file: string): SweepResult[] {
  if (!existsSync(file)) throw new SpecError("FL307", `there is no file ${file}`, "name a file that faultline sweep --out has written");
  const lines = readFileSync(file, "utf8").split("\n");
  const unfinished = lines.pop();
  const whole = unfinished === "" || unfinished === undefined ? lines : [...lines, ...(isResult(unfinished) ? [unfinished] : [])];
  const bad = whole.findIndex((line) => !isResult(line));
  if (bad >= 0)
    throw new SpecError(
      "FL307",
      `${file}:${bad + 1} is no result of a sweep`,
      "each line of such a file is a JSON object with sweep, subject, bounds and verdict",
    );
  return whole.map((line) => JSON.parse(line) as SweepResult);
}

const FIELDS = ["faultline", "sweep", "key", "subject", "bounds", "verdict", "properties", "states"];

function isResult(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && FIELDS.every((field) => field in value);
  } catch {
    return false;
  }
}
