import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runningFileOf } from "../../language/builtSite.js";
import type { ComposedModel } from "../../language/compose.js";
import { type AnyCall, originOf } from "../../language/machine.js";
import { PACKAGE_FOLDER } from "../../language/packageFolder.js";
import { readSource } from "./readSource.js";

/**
 * The files that the bodies of a model are written in, with everything that those import, and so with every helper that a body may call: path and SHA-256 of each. The language
 * itself is left out: the compiler knows what its words mean. Of this package's own build they are the files of the build, each of which ends with a digest of its sources.
 * `undefined` if something cannot be found without resolving packages, whose files are not followed.
 */
export function sourceFiles(composed: ComposedModel): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  const open = [...placesOf(composed)];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (variantsOf(file).some((name) => LANGUAGE.some((folder) => name.startsWith(folder)))) continue;
    const names = isBuilt(file) ? [file] : variantsOf(file).filter((name) => existsSync(name));
    if (names.length === 0) return undefined;
    for (const name of names) {
      if (found.has(name)) continue;
      const { digest, imports } = readSource(name);
      found.set(name, digest);
      for (const specifier of imports) {
        if (specifier.startsWith(".")) open.push(resolve(dirname(name), specifier));
        else if (specifier !== "faultline" && !specifier.startsWith("node:")) return undefined;
      }
    }
  }
  return found;
}

/** Where the language is, in the source and in the build. */
const LANGUAGE = ["src/language/", "dist/src/language/"].map((folder) => fileURLToPath(new URL(folder, PACKAGE_FOLDER)));

const BUILD = fileURLToPath(new URL("dist/", PACKAGE_FOLDER));

/** A file that is named as it will be when built may be there as TypeScript; one of the build has its source beside the build. */
function variantsOf(file: string): readonly string[] {
  const typed = file.replace(/\.([cm]?)js$/, ".$1ts");
  const source = typed.replace(/[\\/]dist([\\/])/, "$1");
  return [...new Set([file, typed, source])];
}

/** Of this package's own build: what it was built from need not be looked for, nor read. */
function isBuilt(file: string): boolean {
  return file.startsWith(BUILD);
}

function placesOf({ model, predicates, instances, processes }: ComposedModel): ReadonlySet<string> {
  // biome-ignore lint/complexity/noBannedTypes: bodies of a specification, by identity.
  const bodies: (Function | undefined)[] = [
    model.initial,
    ...(model.properties ?? []).map(({ holds }) => holds),
    ...predicates.map(({ holds }) => holds),
    ...processes.map(({ definition }) => definition.with),
  ];
  const files = new Set<string>();
  for (const { machine } of instances) {
    if (machine.site !== undefined) files.add(runningFileOf(machine.site));
    const calls = Object.values(machine.calls) as AnyCall[];
    bodies.push(...Object.values(machine.steps), ...calls.flatMap((call) => [call.with, ...Object.values(call.on)]));
  }
  for (const body of bodies) {
    const site = body && originOf(body)?.site;
    if (site !== undefined) files.add(runningFileOf(site));
  }
  return files;
}
