import { compose } from "../language/compose.js";
import type { Family, Kernel, ParameterValues, Scenario } from "../language/index.js";

/** A scenario at one of its sizes: one model for each kernel. */
export interface Member {
  readonly scenario: Scenario;
  readonly size: ParameterValues;
  /** Which of the scenario's sizes, counted from 0, those of a further sweep after the others. */
  readonly rung: number;
  /** `a write to gfs2, BLOCK=2 PAGES=1` */
  readonly name: string;
  /** It is asked always, and not only in a sweep. */
  readonly isUsual: boolean;
  /** It is asked only in a sweep that goes on for as long as it may. */
  readonly isFurther: boolean;
}

/** The members of a family that both kernels have the functions for: of all scenarios the smallest first, and so on; those of a further sweep last, in the same order. */
export function membersOf({ scenarios }: Family, before: Kernel, after: Kernel): Member[] {
  const members = scenarios.filter(({ applies }) => applies(before) && applies(after)).flatMap(sizesOf);
  return members.sort((a, b) => Number(a.isFurther) - Number(b.isFurther) || placeOf(a) - placeOf(b));
}

/** Which of those of its kind, counted from 0. */
function placeOf({ scenario, rung, isFurther }: Member): number {
  return isFurther ? rung - scenario.sizes.length : rung;
}

function sizesOf(scenario: Scenario): Member[] {
  const { name, sizes, usual, further = [] } = scenario;
  const all = [...sizes, ...further];
  return all.map((size, rung) => {
    const isFurther = rung >= sizes.length;
    return { scenario, size, rung, name: `${name}, ${sizeText(size, isFurther ? all : sizes)}`, isUsual: rung < usual, isFurther };
  });
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
export function differs({ model, sizes, further = [] }: Scenario, before: Kernel, after: Kernel): boolean {
  const [size = {}] = [...sizes, ...further];
  const [one, other] = [compose(model(before, size)), compose(model(after, size))];
  const isOtherBound = Object.entries(one.parameters).some(([name, value]) => other.parameters[name] !== value);
  if (isOtherBound || one.instances.length !== other.instances.length) return true;
  return one.instances.some(({ path, machine }, index) => other.instances[index]?.path !== path || other.instances[index]?.machine !== machine);
}
