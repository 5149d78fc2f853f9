import { existsSync, readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { errorOf } from "../language/errors.js";
import { isSweep, SpecError, type Sweep } from "../language/index.js";
import { RUNNING_TREE } from "../language/packageFolder.js";
import { jobsOf, type SweepJob } from "../sweep/sweepJob.js";
import { loadModule } from "./loadModule.js";
import { nearest } from "./nearest.js";
import { flagsIn, sweepOfFlags } from "./sweepOfFlags.js";
import { typeProblems } from "./typeProblems.js";

/** Where a sweep's questions are to be had. */
export interface SweepPlace {
  readonly sweep: Pick<Sweep, "id">;
  /** The file that a job's question stands in. */
  readonly fileOf: (job: SweepJob) => string;
}

/** A sweep with all of its jobs. */
export interface FoundSweep extends SweepPlace {
  readonly sweep: Sweep;
  readonly jobs: readonly SweepJob[];
}

/** The package's own sweeps. */
const OWN = fileURLToPath(new URL("checks/sweeps/", RUNNING_TREE));
const MODULE = /(?<!\.d)\.[cm]?[jt]s$/;

/**
 * The sweep that is meant: the id of one of the package's own, or of one that flags describe, or a file that exports one, as `./mine.sweep.ts`, or `./mine.sweep.ts#id` where it exports several.
 * @throws SpecError FL301 for a name that means none, FL305 and FL2xx for a file that cannot be loaded, FL306 for one that exports no sweep
 */
export async function findSweep(name: string): Promise<FoundSweep> {
  const flags = flagsIn(name);
  if (flags !== undefined) return sweepOfFlags(flags);
  const [path = "", id] = name.split("#");
  if (MODULE.test(path)) return chosenFrom(await sweepsIn(resolve(path), true), path, id);
  const own = (await Promise.all(ownFiles().map((file) => sweepsIn(file, false)))).flat();
  const found = own.find(({ sweep }) => sweep.id === name);
  if (found !== undefined) return found;
  const ids = own.map(({ sweep }) => sweep.id);
  throw new SpecError("FL301", `no sweep is called '${name}'`, nearest(name, ids, `there are: ${ids.join(", ")}; or name a file that exports one`));
}

function chosenFrom(found: readonly FoundSweep[], path: string, id: string | undefined): FoundSweep {
  const ids = found.map(({ sweep }) => sweep.id);
  const [first] = id === undefined ? found : found.filter(({ sweep }) => sweep.id === id);
  if (first !== undefined && (id !== undefined || found.length === 1)) return first;
  if (found.length === 0) throw new SpecError("FL306", `${path} exports no sweep`, "export what defineSweep() returns: export const mine = defineSweep({ … })");
  throw new SpecError(
    "FL301",
    `${path} exports ${found.length} sweeps, and ${id === undefined ? "none is named" : `none is '${id}'`}`,
    `write ${path}#${ids[0]}`,
  );
}

function ownFiles(): string[] {
  return readdirSync(OWN, { encoding: "utf8" })
    .filter((name) => MODULE.test(name))
    .sort()
    .map((name) => resolve(OWN, name));
}

async function sweepsIn(file: string, isUsers: boolean): Promise<FoundSweep[]> {
  if (!existsSync(file)) throw new SpecError("FL301", `there is no file ${relative(process.cwd(), file)}`, "name a file that exports a sweep");
  const [mistake] = isUsers ? await typeProblems(file) : [];
  if (mistake !== undefined) throw errorOf(mistake);
  return Object.values(await loadModule(file))
    .filter(isSweep)
    .map((sweep) => ({ sweep, jobs: jobsOf(namesIn(sweep), sweep.over, sweep.within), fileOf: () => file }));
}

function namesIn({ subjects }: Sweep): string[] {
  return subjects.map(({ name }) => name);
}
