import type { AnswerCoverage, ChoiceCoverage, Coverage, StepCoverage } from "./coverage.js";

/**
 * The coverage of several searches as that of one: steps are the same if they are written at the same place, whatever process takes them
 * and whatever calls lead there. Its steps are named by function and step.
 */
export function mergeCoverage(coverages: readonly Coverage[]): Coverage {
  const steps = groupBy(
    coverages.flatMap((coverage) => coverage.steps),
    ({ function: name, step, place }) => (place === null ? `${name}.${step}` : `${place.file}:${place.first}:${place.last}`),
  );
  return {
    steps: steps.map(mergeSteps),
    initial: mergeChoices(coverages.flatMap(({ initial }) => initial)),
    choicesCounted: coverages.every(({ choicesCounted }) => choicesCounted),
  };
}

function mergeSteps(same: readonly [StepCoverage, ...StepCoverage[]]): StepCoverage {
  const [{ function: name, step, place }] = same;
  return {
    name: `${name}.${step}`,
    function: name,
    step,
    place,
    fired: same.reduce((sum, { fired }) => sum + fired, 0),
    dead: same.every(({ dead }) => dead),
    choices: mergeChoices(same.flatMap(({ choices }) => choices)),
  };
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
