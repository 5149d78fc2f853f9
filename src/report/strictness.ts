import { type Excuse, staleExcuses } from "../coverage/excuses.js";
import type { PropertyReport, RunReport } from "./runReport.js";
import { staleText, vacuousProperties } from "./vacuity.js";

/** What nothing in a run put to the test and nobody excuses, a sentence each: under `--strict` such a run is not as expected. */
export function untestedIn(properties: readonly PropertyReport[], unreached: readonly string[], excuses: readonly Excuse[]): string[] {
  return [
    ...vacuousProperties({ properties, excuses }).map((name) => `${name}: vacuous, nothing put it to the test`),
    ...unreached.map((step) => `${step}: never fired`),
  ];
}

/** Runs of one check share its lists; the first run that lists what no run needs any more is not as expected. */
export function demandFreshLists(runs: readonly RunReport[]): RunReport[] {
  const stale = staleExcuses(runs.map(({ excuses }) => excuses));
  return stale.reduce<RunReport[]>(
    (judged, { kind, pattern, why }) => {
      const first = judged.findIndex(({ excuses }) => excuses.some((excuse) => excuse.kind === kind && excuse.pattern === pattern));
      return judged.map((run, index) => (index === first ? untested(run, staleText({ kind, pattern, why })) : run));
    },
    [...runs],
  );
}

/**
 * A kernel is asked everything in every model, and no model puts everything to the test: one of them has to. The first run that asks a
 * property which none does is not as expected. Its steps are nobody's question.
 */
export function demandTestsSomewhere(runs: readonly RunReport[]): RunReport[] {
  const isTested = (name: string): boolean => runs.some(({ properties }) => properties.some((property) => property.name === name && !property.vacuous));
  const told = new Set<string>();
  return runs.map((run) => {
    const names = vacuousProperties(run).filter((name) => !isTested(name) && !told.has(name));
    for (const name of names) told.add(name);
    return names.reduce((judged, name) => untested(judged, `${name}: vacuous, nothing put it to the test in any model`), run);
  });
}

function untested(run: RunReport, why: string): RunReport {
  return { ...run, asExpected: false, untested: [...run.untested, why] };
}
