import { errorOf } from "../language/errors.js";
import { defineSweep, type Run, type Size, SpecError } from "../language/index.js";
import { jobsOf, type SweepJob, type Variation } from "../sweep/sweepJob.js";
import { refuseUnknownParameters } from "./askedQuestions.js";
import { type FoundCheck, findChecks } from "./findChecks.js";
import type { FoundSweep } from "./findSweep.js";
import { variedModel } from "./variedModel.js";

/** What a sweep is made of that no file defines. */
export interface SweepFlags {
  /** Checks, as `faultline check` takes them. */
  readonly checks: readonly string[];
  /** Bounds, each with its values. */
  readonly over: Readonly<Record<string, readonly number[]>>;
  /** Kernels to ask each run of; its own, if there is none. */
  readonly kernels: readonly string[];
  /** Patches, several on one kernel with `+` between them; `none` is the kernel as it is. */
  readonly patches: readonly string[];
}

/** How the id of such a sweep begins: it says what it is made of, so that a result file says so, too. */
const ASKED = "asked: ";

/** `PAGE=2..8`, `BLOCKS=1,2,4`: one more bound with its values. @throws SpecError FL302 */
export function overOption(text: string, before: SweepFlags["over"] = {}): SweepFlags["over"] {
  const [, bound, list = ""] = /^([A-Za-z_]\w*)=(.+)$/.exec(text) ?? [];
  const values = list.split(",").flatMap(valuesIn);
  if (bound === undefined || values.length === 0 || values.some((value) => !Number.isSafeInteger(value)))
    throw new SpecError("FL302", `--over ${text} is no bound with values`, "write --over PAGE=2..8, or --over BLOCK=1,2,4");
  if (bound in before) throw new SpecError("FL302", `--over names ${bound} twice`, `write all of its values at once: --over ${bound}=1,2,4..8`);
  return { ...before, [bound]: [...new Set(values)].sort((one, other) => one - other) };
}

/** `3`, or `2..8`; what is neither is no number. */
function valuesIn(text: string): number[] {
  const [, from, to] = /^(-?\d+)\.\.(-?\d+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) return [/^-?\d+$/.test(text) ? Number(text) : Number.NaN];
  return Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, at) => Number(from) + at);
}

/** One more list of names with commas between them. @throws SpecError FL302 for a name that is missing */
export function namesOption(option: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const names = text.split(",");
    if (names.includes("")) throw new SpecError("FL302", `${option} ${text} lacks a name`, `write names with commas between them: ${option} one,another`);
    return [...before, ...names];
  };
}

/** What the id of a sweep says that it is made of; undefined if it is a file's. */
export function flagsIn(id: string): SweepFlags | undefined {
  if (!id.startsWith(ASKED)) return undefined;
  const words = id.slice(ASKED.length).split(" ").map(decodeURIComponent);
  const first = words.findIndex((word) => word.startsWith("--"));
  const checks = words.slice(0, first < 0 ? words.length : first);
  const given = (option: string): string[] => words.filter((_, at) => words[at - 1] === option);
  const over = given("--over").reduce<SweepFlags["over"]>((before, text) => overOption(text, before), {});
  return { checks, over, kernels: given("--kernel").flatMap((text) => text.split(",")), patches: given("--patch").flatMap((text) => text.split(",")) };
}

/** As somebody would write it on a command line, spaces within a word aside. */
function idOf({ checks, over, kernels, patches }: SweepFlags): string {
  const bounds = Object.entries(over).flatMap(([bound, values]) => ["--over", `${bound}=${values.join(",")}`]);
  const named = (option: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [option, names.join(",")]);
  const words = [...checks, ...bounds, ...named("--kernel", kernels), ...named("--patch", patches)];
  return ASKED + words.map((word) => word.replace(/[% ]/g, encodeURIComponent)).join(" ");
}

/**
 * The sweep that flags describe: every search run of the checks, on every kernel and with every patch, at every size.
 * @throws SpecError FL301 for an unknown check, FL303 and FL105 for a kernel or a patch, FL106 for a bound that no run has, FL310 for a check that is decided by structure
 */
export async function sweepOfFlags(flags: SweepFlags): Promise<FoundSweep> {
  const { checks, problems } = await findChecks(flags.checks);
  const [problem] = problems;
  if (problem !== undefined) throw errorOf(problem);
  const subjects = await Promise.all(checks.flatMap((found) => variationsOf(found, flags).map((variation) => subjectOf(found, variation))));
  const bounds = Object.fromEntries(Object.entries(flags.over).map(([bound, [value = 0]]) => [bound, value]));
  for (const { run } of subjects) refuseUnknownParameters(bounds, [{ runs: [{ run, index: 0 }] }]);
  const expectations = new Set(subjects.map(({ run }) => run.expect));
  const [expect = "holds"] = expectations.size === 1 && flags.kernels.length === 0 ? expectations : [];
  const sweep = defineSweep({
    id: idOf(flags),
    title: checks.map(({ check }) => check.title).join("; "),
    over: flags.over,
    subjects: subjects.map(({ name, run }) => ({ name, model: (size: Size) => ({ ...run.model, set: { ...run.model.set, ...size } }) })),
    expect,
  });
  const found = new Map(subjects.map((subject) => [subject.name, subject]));
  const jobs = jobsOf([...found.keys()], flags.over, () => true);
  return {
    sweep,
    jobs: jobs.map((job): SweepJob => ({ ...job, variation: found.get(job.subject)?.variation as Variation })),
    fileOf: ({ subject }) => found.get(subject)?.file as string,
  };
}

interface Subject {
  readonly name: string;
  readonly variation: Variation;
  readonly run: Run;
  readonly file: string;
}

function variationsOf({ check }: FoundCheck, { kernels, patches }: SweepFlags): Variation[] {
  if (check.runs.some(({ decide }) => decide !== undefined))
    throw new SpecError("FL310", `${check.id} is decided by its structure, at all sizes at once`, "leave it out of the sweep", check.site);
  const combinations = patches.length === 0 ? [[]] : patches.map((text) => (text === "none" ? [] : text.split("+")));
  return check.runs.flatMap((_, run) =>
    (kernels.length === 0 ? [null] : kernels).flatMap((kernel) => combinations.map((patched) => ({ check: check.id, run, kernel, patches: patched }))),
  );
}

/** Its name says in what it differs from the check. */
async function subjectOf({ check, file }: FoundCheck, variation: Variation): Promise<Subject> {
  const run = check.runs[variation.run] as Run;
  const ofRun = check.runs.length === 1 ? "" : ` ${run.name ?? run.model.name}`;
  const kernel = [...(variation.kernel === null ? [] : [variation.kernel]), ...variation.patches].join(" + ");
  const name = `${check.id}${ofRun}${kernel === "" ? "" : `, ${kernel}`}`;
  return { name, variation, run: { ...run, model: await variedModel(run, variation) }, file };
}
