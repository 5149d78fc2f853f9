import { existsSync, readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type ComposedModel, compose } from "../language/compose.js";
import { glob } from "../language/glob.js";
import { type Check, type ErrorCode, isCheck, type Model, type Problem } from "../language/index.js";
import { RUNNING_TREE } from "../language/packageFolder.js";
import { loadModule } from "./loadModule.js";
import { nearest } from "./nearest.js";
import { problemAt, problemOf } from "./problemOf.js";
import { typeProblems } from "./typeProblems.js";

/** A check and the file that exports it. */
export interface FoundCheck {
  readonly check: Check;
  readonly file: string;
}

/** What selectors found, and what was wrong with them or with the files. */
export interface Findings {
  readonly checks: readonly FoundCheck[];
  readonly problems: readonly Problem[];
}

/** The package's own checks: `checks/` in the source, `dist/checks/` in the build. */
const OWN = fileURLToPath(new URL("checks/", RUNNING_TREE));
const MODULE = /(?<!\.d)\.[cm]?[jt]s$/;

/**
 * The checks that selectors name: globs over the ids of the package's own checks, or files, as `./my.check.ts`, or as
 * `./my.check.ts#mine/*` for some of a file's checks.
 * Without selectors, all of the package's own. Whatever cannot be found or loaded is a problem; the rest is found nevertheless.
 * Where checks must compile, so is whatever in them is outside the subset: all of it, not the first that a compiler meets.
 */
export async function findChecks(selectors: readonly string[], mustCompile = false): Promise<Findings> {
  const files = selectors.filter(isFile);
  const globs = selectors.filter((selector) => !isFile(selector));
  const named = await Promise.all(files.map(loadNamed));
  const parts = mustCompile ? await Promise.all(named.map(withinSubset)) : named;
  if (globs.length > 0 || selectors.length === 0) parts.push(await selectOwn(globs));
  return withoutTwins({ checks: parts.flatMap(({ checks }) => checks), problems: parts.flatMap(({ problems }) => problems) });
}

/** Whether a selector means a file: it looks like a path or ends like a module. */
function isFile(selector: string): boolean {
  return /^\.{0,2}\//.test(selector) || MODULE.test(selector.split("#")[0] as string);
}

async function loadNamed(selector: string): Promise<Findings> {
  const [name = "", pattern] = selector.split("#");
  const file = resolve(name);
  if (!existsSync(file)) return failed("FL301", `there is no file ${name}`, `looked for ${file}; faultline list checks names the built-in checks`);
  const mistakes = await typeProblems(file);
  if (mistakes.length > 0) return { checks: [], problems: mistakes };
  const { checks, problems } = await loadFile(file);
  if (problems.length > 0) return { checks, problems };
  if (checks.length === 0)
    return failed("FL306", `${name} exports no check`, "export what defineCheck() returns: export const mine = defineCheck({ … })", file);
  const wanted = pattern === undefined ? checks : checks.filter(({ check }) => glob(pattern).test(check.id));
  if (wanted.length > 0) return { checks: wanted, problems: [] };
  const ids = checks.map(({ check }) => check.id);
  return failed("FL301", `${name} exports no check called '${pattern}'`, nearest(pattern ?? "", ids, `it exports ${ids.join(", ")}`), file);
}

function failed(code: ErrorCode, message: string, hint: string, file?: string): Findings {
  return { checks: [], problems: [problemAt(code, message, hint, file === undefined ? undefined : { file })] };
}

async function selectOwn(globs: readonly string[]): Promise<Findings> {
  if (globs.length === 0) return loadAll(ownFiles());
  const files = ownFiles();
  const likely = files.filter((file) => globs.some((pattern) => mayHold(pattern, relative(OWN, file))));
  const found = await loadAll(likely);
  const patterns = globs.map((text) => ({ text, matches: glob(text) }));
  const unknown = patterns.filter(({ matches }) => !found.checks.some(({ check }) => matches.test(check.id)));
  const checks = found.checks.filter(({ check }) => patterns.some(({ matches }) => matches.test(check.id)));
  if (unknown.length === 0) return { checks, problems: found.problems };
  const ids = (await loadAll(files)).checks.map(({ check }) => check.id);
  const complaints = unknown.map(({ text }) => problemAt("FL301", `no check is called '${text}'`, nearest(text, ids, "faultline list checks names them all")));
  return { checks, problems: [...found.problems, ...complaints] };
}

/** An id begins with the name of its file's folder, so a glob with a plain first part needs that folder only. */
function mayHold(pattern: string, file: string): boolean {
  const folder = pattern.split("/")[0] as string;
  return pattern.includes("/") && !/[*?]/.test(folder) ? file.startsWith(`${folder}/`) : true;
}

function ownFiles(): string[] {
  if (!existsSync(OWN)) return [];
  return readdirSync(OWN, { recursive: true, encoding: "utf8" })
    .filter((name) => MODULE.test(name))
    .sort()
    .map((name) => resolve(OWN, name));
}

async function loadAll(files: readonly string[]): Promise<Findings> {
  const loaded: Findings[] = [];
  for (const file of files) loaded.push(await loadFile(file));
  return { checks: loaded.flatMap(({ checks }) => checks), problems: loaded.flatMap(({ problems }) => problems) };
}

async function loadFile(file: string): Promise<Findings> {
  try {
    const exported = Object.values(await loadModule(file));
    return { checks: [...new Set(exported.filter(isCheck))].map((check) => ({ check, file })), problems: [] };
  } catch (error) {
    const message = (text: string): string => `${relative(process.cwd(), file)} could not be loaded: ${text}`;
    return { checks: [], problems: [problemOf(error, { code: "FL305", message, hint: "mend the file; node --import tsx FILE loads it by itself", file })] };
  }
}

/** A check may be exported by several files; two checks may not share an id. */
function withoutTwins({ checks, problems }: Findings): Findings {
  const kept = new Map<string, FoundCheck>();
  const twins: Problem[] = [];
  for (const found of checks) {
    const { check } = found;
    const known = kept.get(check.id);
    if (known === undefined) kept.set(check.id, found);
    else if (known.check !== check)
      twins.push(problemAt("FL113", `two checks are called '${check.id}'`, `the other is in ${known.file}; rename one of them`, check.site));
  }
  return { checks: [...kept.values()], problems: [...problems, ...twins] };
}

/** What is outside the subset of TypeScript that specifications are written in cannot be compiled. A machine of another library says so when it is run. */
async function withinSubset(found: Findings): Promise<Findings> {
  const { checkSubset } = await import("../compiler/index.js");
  const checks: FoundCheck[] = [];
  const problems: Problem[] = [...found.problems];
  for (const each of found.checks) {
    const mistakes = each.check.runs
      .filter(({ model }) => !model.interpreted)
      .flatMap(({ model }) => composedOrNone(model).flatMap((composed) => checkSubset(composed)));
    if (mistakes.length === 0) checks.push(each);
    problems.push(...mistakes);
  }
  return { checks, problems: withoutRepeats(problems) };
}

/** A model that cannot be composed says so when it is run. */
function composedOrNone(model: Model): ComposedModel[] {
  try {
    return [compose(model)];
  } catch {
    return [];
  }
}

/** Checks that share a machine share its mistakes. */
function withoutRepeats(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
