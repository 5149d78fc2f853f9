import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { compose } from "../language/compose.js";
import { errorOf } from "../language/errors.js";
import { glob } from "../language/glob.js";
import { type Kernel, type ParameterValues, SpecError } from "../language/index.js";
import { differs, type Member, membersOf } from "../proof/member.js";
import type { TellOutcome } from "../proof/outcomeDifference.js";
import { outcomeTeller } from "../proof/tellOutcome.js";
import { nearest } from "./nearest.js";
import { loadFamily } from "./proofFamily.js";
import { typeProblems } from "./typeProblems.js";
import { chosenKernel, type KernelChoice, loadWorkbench } from "./workbench.js";

/** Two kernels, and the models in which they are compared. */
export interface ComparedKernels {
  readonly before: Kernel;
  readonly after: Kernel;
  /** The models in which something else runs on the one than on the other. */
  readonly members: readonly Member[];
  /** Larger ones, which a sweep comes to if it goes on. */
  readonly further: readonly Member[];
  /** Scenarios in which they run the same. */
  readonly untouched: readonly string[];
  readonly tell: TellOutcome;
}

/** Which models are asked. */
export interface MemberFlags {
  /** A glob over the names of scenarios. */
  readonly models?: string;
  /** How many seconds a sweep may go on for beyond the bounds that are always asked; false to leave the larger of those out as well. */
  readonly sweep?: number | false;
  readonly set?: ParameterValues;
}

/** `5.18+d031a8866e70`: a kernel with patches on it, by name or file. */
export function kernelChoice(text: string): KernelChoice {
  const [kernel = "", ...patches] = text.split("+").map((part) => part.trim());
  return { kernel, patches };
}

/**
 * Finds the models in which two kernels differ.
 * @throws SpecError FL303 for an unknown kernel or patch, FL105 for a patch that does not apply, FL2xx for one that does not type-check, FL301 for a glob that names no
 * scenario
 */
export async function comparedKernels(one: KernelChoice, other: KernelChoice, { models, sweep, set = {} }: MemberFlags): Promise<ComparedKernels> {
  await refuseTypeErrors([...one.patches, ...other.patches]);
  const [workbench, family] = await Promise.all([loadWorkbench(), loadFamily()]);
  const [before, after] = [await chosenKernel(workbench, one), await chosenKernel(workbench, other)];
  const wanted = glob(models ?? "**");
  const isSwept = ({ isUsual, isFurther }: Member): boolean => (isFurther ? typeof sweep === "number" : isUsual || sweep !== false);
  const there = membersOf(family, before, after).filter(isSwept);
  const asked = there.filter(({ scenario }) => wanted.test(scenario.name));
  const names = [...new Set(there.map(({ scenario }) => scenario.name))];
  if (asked.length === 0) throw new SpecError("FL301", noneText(models), nearest(models ?? "", names, `there are: ${names.join("; ")}`));
  const scenarios = [...new Set(asked.map(({ scenario }) => scenario))];
  const touched = scenarios.filter((scenario) => differs(scenario, before, after));
  const told = withoutTwins(
    asked.filter(({ scenario }) => touched.includes(scenario)),
    before,
    set,
  );
  return {
    before,
    after,
    members: told.filter(({ isFurther }) => !isFurther),
    further: told.filter(({ isFurther }) => isFurther),
    untouched: scenarios.filter((scenario) => !touched.includes(scenario)).map(({ name }) => name),
    tell: outcomeTeller({ before, after }, set),
  };
}

function noneText(models: string | undefined): string {
  return models === undefined ? "the two kernels have no model in common" : `no model is called '${models}'`;
}

/** Bounds on the command line win over sizes: those that are the same then are asked once. */
function withoutTwins(members: readonly Member[], kernel: Kernel, set: ParameterValues): readonly Member[] {
  if (Object.keys(set).length === 0) return members;
  const boundsOf = ({ scenario, size }: Member): ParameterValues => compose(scenario.model(kernel, size), set).parameters;
  const keyOf = (member: Member): string => JSON.stringify([member.scenario.name, Object.entries(boundsOf(member)).sort()]);
  const first = new Map<string, Member>();
  for (const member of members) if (!first.has(keyOf(member))) first.set(keyOf(member), member);
  return [...first.values()];
}

/** Files of the user's own are type-checked first. */
async function refuseTypeErrors(patches: readonly string[]): Promise<void> {
  for (const file of patches.filter((patch) => existsSync(patch))) {
    const [problem] = await typeProblems(resolve(file));
    if (problem !== undefined) throw errorOf(problem);
  }
}
