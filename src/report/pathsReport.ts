import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../engine/makeFolder.js";
import { SpecError } from "../language/index.js";
import { choicesText, placeOfStep } from "../trace/stepText.js";
import { tellSettings } from "../trace/tellChanges.js";
import { compactTrace, type TraceDocument } from "../trace/traceDocument.js";
import { wrapParts } from "../trace/wrapParts.js";
import { fileName } from "./fileName.js";
import { formatCounted } from "./formatNumber.js";
import type { Paint } from "./paint.js";
import type { TraceFile } from "./traceFile.js";

/** Paths that cover a model, with what it is a model of: what `paths --json` prints. `paths.schema.json` beside this file is its schema. */
export interface PathsFile extends Omit<TraceFile, "trace"> {
  /** What is covered: steps or transitions. */
  readonly cover: string;
  /** How many of them there are, all of which are covered. */
  readonly goals: number;
  /** Why there may be more; null where the model was explored to its end. */
  readonly reason: string | null;
  readonly paths: readonly TraceDocument[];
}

const INDENT = "     ";
const WIDTH = 110;

/** The paths as one document, told by their changes alone. */
export function pathsJson({ paths, ...head }: PathsFile): string {
  return JSON.stringify({ ...head, paths: paths.map(compactTrace) }, null, 2);
}

/** The paths for a person, step by step. */
export function pathsText({ check, title, cover, goals, reason, paths }: PathsFile, paint: Paint): string {
  const steps = paths.reduce((sum, path) => sum + path.steps.length, 0);
  return [
    paint.bold(`${check}: ${title}`),
    `${formatCounted(paths.length, "path")} of ${formatCounted(steps, "step")} in all ${paths.length === 1 ? "covers" : "cover"} ${formatCounted(goals, cover.replace(/s$/, ""))}.`,
    ...(reason === null ? [] : [paint.yellow(`The model was not explored to its end (${reason}): there may be more ${cover} to cover.`)]),
    ...paths.flatMap((path, index) => ["", ...pathLines(path, index + 1, paint)]),
  ].join("\n");
}

function pathLines({ initial, steps }: TraceDocument, number: number, paint: Paint): string[] {
  const lanes = Math.max(0, ...steps.map(({ process }) => process.length));
  return [
    paint.bold(`path ${number}: ${formatCounted(steps.length, "step")}`),
    ...wrapParts(tellSettings(initial.changes), INDENT, WIDTH),
    ...steps.map((step, index) => {
      const chosen = choicesText(step.choices);
      return `${String(index + 1).padStart(3)}  ${step.process.padEnd(lanes)}  ${placeOfStep(step)}${chosen === "" ? "" : `   ${paint.yellow(chosen)}`}`;
    }),
  ];
}

/**
 * Writes each path into a folder as a saved trace: `claims-c10.path-001.json`.
 * @throws SpecError FL307 when it cannot
 */
export function savePaths(folder: string, { cover: _cover, goals: _goals, reason: _reason, paths, ...head }: PathsFile): void {
  try {
    makeFolder(folder);
    for (const [index, trace] of paths.entries()) {
      const file: TraceFile = { ...head, trace };
      writeFileSync(join(folder, `${fileName(head.check)}.path-${String(index + 1).padStart(3, "0")}.json`), `${JSON.stringify(file, null, 2)}\n`);
    }
  } catch (error) {
    throw new SpecError("FL307", `paths cannot be written to ${folder}: ${(error as Error).message}`, "name a folder that can be made and written to");
  }
}
