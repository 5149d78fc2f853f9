import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type CheckOptions, type CheckResult, check } from "../../src/engine/check.js";
import type { Trace } from "../../src/engine/result.js";
import type { Model } from "../../src/language/index.js";

process.env.XDG_CACHE_HOME = mkdtempSync(join(tmpdir(), "faultline-cache-"));

/** Decides a model on both engines, one of them with one thread and with two: all have to say the same of its properties, down to the lassos. */
export async function decide(model: Model, options: CheckOptions = {}): Promise<CheckResult> {
  const reference = await check(model, { ...options, engine: "reference" });
  for (const workers of [1, 2]) {
    const compiled = await check(model, { ...options, engine: "compiled", workers });
    expect(compiled.properties).toEqual(reference.properties);
    expect([compiled.verdict, compiled.reason]).toEqual([reference.verdict, reference.reason]);
  }
  return reference;
}

/** The verdict of each temporal property, by name. */
export function verdicts({ properties }: CheckResult): Readonly<Record<string, string>> {
  return Object.fromEntries(properties.filter(({ kind }) => kind === "temporal").map(({ name, verdict, vacuous }) => [name, vacuous ? "vacuous" : verdict]));
}

/** The lasso of a property. */
export function lassoOf({ properties }: CheckResult, name: string): Trace {
  const trace = properties.find((property) => property.name === name)?.trace;
  if (trace === undefined) throw new Error(`'${name}' has no trace`);
  return trace;
}

/** Its stem and its loop, as "process.step(answers)". */
export function partsOf({ steps, loop }: Trace): { readonly stem: readonly string[]; readonly loop: readonly string[] } {
  const told = steps.map(
    ({ process, step, choices }) => `${process}.${step}${choices.length === 0 ? "" : `(${choices.map(({ value }) => value).join(", ")})`}`,
  );
  return { stem: told.slice(0, loop), loop: told.slice(loop) };
}
