import { compose } from "../language/compose.js";
import type { Family, Kernel, ParameterValues, Scenario } from "../language/index.js";

/** A scenario at one of its sizes: one model for each kernel. */
export interface Member {
  readonly scenario: Scenario;
  readonly size: ParameterValues;
  /** Which of the scenario's sizes, counted from 0. */
  readonly rung: number;
  /** `a write to gfs2, BLOCK=2 PAGES=1` */
  readonly name: string;
  /** It is asked always, and not only in a sweep. */
  readonly isUsual: boolean;
}

/** The members of a family that both kernels have the functions for: of all scenarios the smallest first, and so on. */
export function membersOf({ scenarios }: Family, before: Kernel, after: Kernel): Member[] {
  const members = scenarios.filter(({ applies }) => applies(before) && applies(after)).flatMap(sizesOf);
  return members.sort((a, b) => a.rung - b.rung);
}

function sizesOf(scenario: Scenario): Member[] {
  const { name, sizes, usual } = scenario;
  return sizes.map((size, rung) => ({ scenario, size, rung, name: `${name}, ${sizeText(size, sizes)}`, isUsual: rung < usual }));
}

/** The bounds in which the sizes of a scenario differ: `BLOCK=2 PAGES=1`. */
function sizeText(size: ParameterValues, sizes: readonly ParameterValues[]): string {
  const names = [...new Set(sizes.flatMap((each) => Object.keys(each)))].filter((name) => sizes.some((each) => each[name] !== sizes[0]?.[name]));
  return names
    .filter((name) => size[name] !== undefined)
    .sort()
    .map((name) => `${name}=${size[name]}`)
    .join(" ");
}

/** Whether a scenario is another model on another kernel: a function that runs in it, or a parameter, is different. What is not is proved by that. */
export function differs({ model, sizes }: Scenario, before: Kernel, after: Kernel): boolean {
  const [size = {}] = sizes;
  const [one, other] = [compose(model(before, size)), compose(model(after, size))];
  const isOtherBound = Object.entries(one.parameters).some(([name, value]) => other.parameters[name] !== value);
  if (isOtherBound || one.instances.length !== other.instances.length) return true;
  return one.instances.some(({ path, machine }, index) => other.instances[index]?.path !== path || other.instances[index]?.machine !== machine);
}
