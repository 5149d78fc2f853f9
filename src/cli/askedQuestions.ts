import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { glob } from "../language/glob.js";
import { type ParameterValues, type Problem, type Run, SpecError } from "../language/index.js";
import type { Question } from "../report/checkReport.js";
import { findChecks } from "./findChecks.js";
import { runsOf, type Source } from "./job.js";
import { nearest } from "./nearest.js";
import { problemOf } from "./problemOf.js";
import { typeProblems } from "./typeProblems.js";
import { chosenPatch, loadWorkbench } from "./workbench.js";

/** A question that is about to be decided: its words, the runs that are wanted, and where a thread finds them again. */
export interface Asked {
  readonly question: Question;
  readonly runs: readonly AskedRun[];
  readonly source: Source;
}

/** A run, and which of its source's runs it is, counted from 0. */
export interface AskedRun {
  readonly run: Run;
  readonly index: number;
}

/** What is asked, and what was wrong with the asking. */
export interface Asking {
  readonly asked: readonly Asked[];
  readonly problems: readonly Problem[];
}

/** The questions that selectors name; where they must compile, what does not is a problem. */
export async function askedBySelectors(selectors: readonly string[], mustCompile: boolean): Promise<Asking> {
  const { checks, problems } = await findChecks(selectors, mustCompile);
  const asked = checks.map(({ check, file }): Asked => ({ question: check, runs: check.runs.map(numbered), source: { kind: "check", file, id: check.id } }));
  return { asked, problems };
}

/** The engineer's first question: which properties does each kernel keep, and which does it keep with the patches on it? Kernels may be globs. */
export async function askedOfKernels(kernels: readonly string[], patches: readonly string[], properties: string): Promise<Asking> {
  const choices = (await kernelsNamed(kernels)).flatMap((kernel) => [{ kernel, patches: [] }, ...(patches.length > 0 ? [{ kernel, patches }] : [])]);
  const asked: Asked[] = [];
  const problems: Problem[] = [...(await Promise.all(patches.map(patchProblems))).flat()];
  if (problems.length > 0) return { asked, problems };
  for (const choice of choices) {
    const source: Source = { kind: "kernel", choice, properties };
    const name = [choice.kernel, ...choice.patches].join(" + ");
    try {
      const runs = (await runsOf(source)).map(numbered);
      asked.push({ question: { id: `kernel/${name}`, title: `What ${name} keeps`, expect: "holds", kind: "search" }, runs, source });
    } catch (error) {
      problems.push(
        problemOf(error, {
          code: "FL305",
          message: (text) => `${name}: ${text}`,
          hint: "faultline list kernels and faultline list patches name what there is",
        }),
      );
    }
  }
  if (asked.length > 0 && asked.every(({ runs }) => runs.length === 0)) problems.push(await unknownProperty(properties));
  return { asked: asked.filter(({ runs }) => runs.length > 0), problems };
}

/** The kernels that globs name, in the order of their history; a name that is none, or a glob of nothing, stays as it is, to be complained about. */
async function kernelsNamed(wanted: readonly string[]): Promise<readonly string[]> {
  const { kernels } = await loadWorkbench();
  const matching = (pattern: string): string[] => kernels.map(({ name }) => name).filter((name) => glob(pattern).test(name));
  return [...new Set(wanted.flatMap((pattern) => (matching(pattern).length > 0 ? matching(pattern) : [pattern])))];
}

/** A patch of the user's own is type-checked, any other looked up by its name: a kernel without it is not what was asked. */
async function patchProblems(patch: string): Promise<readonly Problem[]> {
  const mistakes = existsSync(patch) ? await typeProblems(resolve(patch)) : [];
  if (mistakes.length > 0) return mistakes;
  try {
    await chosenPatch((await loadWorkbench()).patches, patch);
    return [];
  } catch (error) {
    return [problemOf(error, { code: "FL305", message: (text) => text, hint: "faultline list patches names what there is" })];
  }
}

function numbered(run: Run, index: number): AskedRun {
  return { run, index };
}

async function unknownProperty(properties: string): Promise<Problem> {
  const { kernels, standardModels } = await loadWorkbench();
  const [kernel] = kernels;
  const models = kernel === undefined ? [] : standardModels(kernel);
  const known = [...new Set(models.flatMap((model) => (model.properties ?? []).map(({ name }) => name)))];
  const hint = nearest(properties, known, "faultline list properties names them all");
  return problemOf(new SpecError("FL309", `no property is called '${properties}'`, hint), { code: "FL309", message: (text) => text, hint });
}

/** @throws SpecError FL106 when a parameter is known to none of the runs */
export function refuseUnknownParameters(set: ParameterValues, asked: readonly Pick<Asked, "runs">[]): void {
  const runs = asked.flatMap((each) => each.runs.map(({ run }) => run));
  if (runs.length === 0) return;
  const known = [...new Set(runs.flatMap(({ model }) => Object.keys(model.system.parameters.defaults)))];
  const unknown = Object.keys(set).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new SpecError("FL106", `no model that is asked has a parameter '${unknown}'`, nearest(unknown, known, `their parameters: ${known.join(", ")}`));
}

/** The overrides that a run's system has parameters for. */
export function applicableTo({ model }: Run, set: ParameterValues): ParameterValues {
  return Object.fromEntries(Object.entries(set).filter(([name]) => name in model.system.parameters.defaults));
}
