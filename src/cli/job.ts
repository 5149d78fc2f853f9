import type { RunOptions } from "../engine/decideRun.js";
import { glob } from "../language/glob.js";
import type { Model, ParameterValues, Run, Size } from "../language/index.js";
import { isCheck, isSweep, SpecError } from "../language/index.js";
import type { Variation } from "../sweep/sweepJob.js";
import { loadModule } from "./loadModule.js";
import { loadFamily } from "./proofFamily.js";
import { variedModel } from "./variedModel.js";
import { chosenKernel, type KernelChoice, loadWorkbench } from "./workbench.js";

/** Where a thread finds the runs of a question again: models are made of functions, which cannot be sent to it. */
export type Source =
  | { readonly kind: "check"; readonly file: string; readonly id: string }
  | { readonly kind: "kernel"; readonly choice: KernelChoice; readonly properties: string }
  | { readonly kind: "sweep"; readonly file: string; readonly id: string; readonly subject: string; readonly size: Size }
  | { readonly kind: "variation"; readonly file: string; readonly variation: Variation; readonly size: Size }
  | { readonly kind: "member"; readonly choice: KernelChoice; readonly scenario: string; readonly size: ParameterValues };

/** One run to be decided, in a form that can be sent to another thread. */
export interface Job {
  readonly source: Source;
  /** Which of the source's runs, counted from 0. */
  readonly run: number;
  readonly options: RunOptions;
  /** A property that nothing put to the test is not as expected. */
  readonly strict: boolean;
  /** Measure what the search exercised, too. */
  readonly coverage?: boolean;
  /** Bring the text of the module that explored it, too. */
  readonly emit?: boolean;
  /** Bring what it can come to, too: of a source that is a member of the family. */
  readonly outcomes?: boolean;
  /** Ask only this property, and stop where it fails first; absent to ask all. */
  readonly only?: string;
}

/** The runs behind a source, the same in every thread. */
export async function runsOf(source: Source): Promise<readonly Run[]> {
  switch (source.kind) {
    case "check":
      return runsOfCheck(source);
    case "kernel":
      return runsOfKernel(source);
    case "sweep":
      return runOfSweep(source);
    case "variation":
      return runOfVariation(source);
    case "member":
      return runOfMember(source);
  }
}

async function runsOfCheck({ file, id }: Source & { kind: "check" }): Promise<readonly Run[]> {
  const exported = Object.values(await loadModule(file));
  const check = exported.find((value) => isCheck(value) && value.id === id);
  if (isCheck(check)) return check.runs;
  throw new SpecError("FL305", `${file} exports '${id}' at one time and not at another`, "a check may not depend on when or where its file is loaded");
}

async function runOfSweep({ file, id, subject: wanted, size }: Source & { kind: "sweep" }): Promise<readonly Run[]> {
  const sweep = Object.values(await loadModule(file)).find((value) => isSweep(value) && value.id === id);
  const subject = isSweep(sweep) ? sweep.subjects.find(({ name }) => name === wanted) : undefined;
  if (isSweep(sweep) && subject !== undefined) return [{ model: subject.model(size), expect: sweep.expect }];
  throw new SpecError("FL305", `${file} exports '${id}' at one time and not at another`, "a sweep may not depend on when or where its file is loaded");
}

/** A check's run at another size, and perhaps on another kernel. */
async function runOfVariation({ file, variation, size }: Source & { kind: "variation" }): Promise<readonly Run[]> {
  const runs = await runsOfCheck({ kind: "check", file, id: variation.check });
  const run = runs[variation.run] as Run;
  const model = await variedModel(run, variation);
  return [{ ...run, model: { ...model, set: { ...model.set, ...size } } }];
}

/** A kernel is asked in each standard model that has a property of interest, and only about those. */
async function runsOfKernel({ choice, properties }: Source & { kind: "kernel" }): Promise<readonly Run[]> {
  const workbench = await loadWorkbench();
  const wanted = glob(properties);
  const models = workbench.standardModels(await chosenKernel(workbench, choice)).map((model) => askOnly(model, (name) => wanted.test(name)));
  const asked = models.filter((model) => (model.properties ?? []).length > 0);
  return asked.map((model) => ({ name: nameAmong(asked, model), model, expect: "holds" }));
}

/** The one model that a scenario is on a kernel, at a size. */
async function runOfMember({ choice, scenario: wanted, size }: Source & { kind: "member" }): Promise<readonly Run[]> {
  const [workbench, { scenarios }] = await Promise.all([loadWorkbench(), loadFamily()]);
  const kernel = await chosenKernel(workbench, choice);
  return scenarios.filter(({ name }) => name === wanted).map(({ model }) => ({ model: model(kernel, size), expect: "holds" }));
}

/** A model's name with the bounds in which it differs from the others: `a write to gfs2, BLOCK=2`. */
function nameAmong(models: readonly Model[], model: Model): string {
  const differing = Object.entries(model.set ?? {}).filter(([name, value]) => models.some(({ set }) => set?.[name] !== value));
  return [model.name, ...differing.map(([name, value]) => `${name}=${value}`)].join(", ");
}

/** The model with only those of its properties that are of interest. */
export function askOnly(model: Model, wanted: (name: string) => boolean): Model {
  return { ...model, properties: (model.properties ?? []).filter(({ name }) => wanted(name)) };
}
