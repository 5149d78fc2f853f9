import { readdirSync } from "node:fs";
import type { Patch } from "../../src/index.js";

/** A machine of any function. */
export type AnyMachine = Patch["links"][number];

const folder = new URL("../../spec/", import.meta.url);

/** Every machine that a file of spec/ exports: the versions of functions, and the actors. */
export async function machines(): Promise<readonly AnyMachine[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).pathname) as Promise<Record<string, unknown>>));
  return [...new Set(modules.flatMap((module) => Object.values(module)).filter(isMachine))];
}

function isMachine(value: unknown): value is AnyMachine {
  return typeof value === "object" && value !== null && "prototype" in value && "steps" in value && "source" in value;
}
