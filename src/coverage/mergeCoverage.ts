import type { AnswerCoverage, ChoiceCoverage, Coverage, NextCoverage, StepCoverage } from "./coverage.js";

/**
 * The coverage of several searches as that of one: steps are the same if they are written at the same place, whatever process takes them
 * and whatever calls lead there. Its steps are named by function and step.
 */
export function mergeCoverage(coverages: readonly Coverage[]): Coverage {
  return {
    steps: bodiesOf(coverages).map(mergeSteps),
    initial: mergeChoices(coverages.flatMap(({ initial }) => initial)),
    choicesCounted: coverages.every(({ choicesCounted }) => choicesCounted),
  };
}

/** The control states in which a step never fired in any of the searches, although the same text fires where it is called from elsewhere. */
export function idleCallSites(coverages: readonly Coverage[]): string[] {
  return bodiesOf(coverages).flatMap((same) => {
    const totals = groupBy(same, ({ name }) => name).map((instances) => ({ name: instances[0].name, fired: firedIn(instances) }));
    return firedIn(same) === 0 ? [] : totals.filter(({ fired }) => fired === 0).map(({ name }) => name);
  });
}

function bodiesOf(coverages: readonly Coverage[]): [StepCoverage, ...StepCoverage[]][] {
  return groupBy(
    coverages.flatMap(({ steps }) => steps),
    ({ function: name, step, place }) => (place === null ? `${name}.${step}` : `${place.file}:${place.first}:${place.last}`),
  );
}

function firedIn(steps: readonly StepCoverage[]): number {
  return steps.reduce((sum, { fired }) => sum + fired, 0);
}

function mergeSteps(same: readonly [StepCoverage, ...StepCoverage[]]): StepCoverage {
  const [{ function: name, step, place }] = same;
  return {
    name: `${name}.${step}`,
    function: name,
    step,
    place,
    fired: firedIn(same),
    dead: same.every(({ dead }) => dead),
    choices: mergeChoices(same.flatMap(({ choices }) => choices)),
    next: mergeNext(same.flatMap(({ next }) => next)),
  };
}

/** Callers differ, what is called there does not: of the names of control states the last part counts. */
function mergeNext(next: readonly NextCoverage[]): NextCoverage[] {
  const nameOf = ({ name }: NextCoverage): string => name.slice(name.lastIndexOf("/") + 1);
  return groupBy(next, nameOf).map((same) => ({ name: nameOf(same[0]), taken: same.reduce((sum, { taken }) => sum + taken, 0) }));
}

function mergeChoices(choices: readonly ChoiceCoverage[]): ChoiceCoverage[] {
  return groupBy(choices, ({ label }) => label).map((same) => ({
    label: same[0].label,
    answers: mergeAnswers(same.flatMap(({ answers }) => answers)),
    matters: same.some(({ matters }) => matters),
  }));
}

function mergeAnswers(answers: readonly AnswerCoverage[]): AnswerCoverage[] {
  const merged = groupBy(answers, ({ value }) => JSON.stringify(value)).map((same) => ({
    value: same[0].value,
    taken: same.reduce((sum, { taken }) => sum + taken, 0),
  }));
  return merged.sort((a, b) => (typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : 0));
}

/** Groups of those with the same key, in the order in which the keys turn up first. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
