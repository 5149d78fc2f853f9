import type { ModelAbout } from "../../src/explorer/answer.js";
import { Exploration } from "../../src/explorer/exploration.js";
import { compose } from "../../src/language/compose.js";
import type { Check, Run } from "../../src/language/index.js";

/** The model of a check's first run, to be walked through. */
export function explorationOf({ runs }: Check): Exploration {
  return new Exploration(compose((runs[0] as Run).model));
}

/** What the page is told of a check's first run. */
export function aboutOf({ id, title, runs }: Check): ModelAbout {
  const { model } = runs[0] as Run;
  return {
    faultline: "0",
    check: id,
    title,
    run: null,
    model: model.name,
    kernel: model.kernel?.name ?? null,
    patches: [],
    actors: model.processes.map(({ name }) => name),
    bounds: {},
    legend: model.system.legend,
  };
}
