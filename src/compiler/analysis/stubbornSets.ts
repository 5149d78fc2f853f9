import type { ModelProgram } from "../ir.js";
import { type Company, companyOf } from "./company.js";
import { cycleBreakers } from "./cycleBreakers.js";
import { type OwnedStep, ownedSteps } from "./ownedStep.js";
import { EVERYBODY } from "./processSet.js";
import type { CopySet } from "./symmetry.js";
import { isVisible } from "./visibleSteps.js";

/** By process and control state; nothing where no step is taken. */
export type StubbornSets = readonly ReadonlyMap<number, Company>[];

/**
 * From which a search finds a *stubborn set* of each state: processes that move there while the others are left out (Valmari, Stubborn sets for
 * reduced state space generation, 1989; Peled, All from one, one for all, 1993). A set is closed if no other process, whatever it does and however often, can
 * change what leaves the steps of its members have, or what they lead to (C1): so whoever deals with the same slots is a member, unless guards keep the two apart; and of a member that
 * waits, whoever may fulfil its guard. A search takes the smallest closed set
 *
 * - of which some leaf has a successor (C0);
 * - of which no step that has a leaf is visible: it changes nothing that properties see (C2);
 * - nor breaks cycles: then every cycle of the reduced graph has a state in which everybody moves, and nothing is put off for ever (C3).
 *
 * All of this is known before the search begins, but for which guards are met. So the reduced graph is one of the model, whatever the order of the search, its threads and its memories.
 * @param copies processes that are renumbered besides: what is said of one is said of all, for a cycle of representatives may lead from one to the other
 */
export function stubbornSets(model: ModelProgram, copies: readonly CopySet[] = []): StubbornSets {
  const steps = ownedSteps(model);
  const companies = new Map(
    steps.map((step) => {
      const company = companyOf(step, steps);
      return [step, isVisible(model, step, steps) ? { ...company, moving: EVERYBODY } : company] as const;
    }),
  );
  const breakers = cycleBreakers(companies, (step) => copiesOf(step, companies, copies));
  return model.processes.map((_, process) => {
    const own = [...companies].filter(([step]) => step.process === process);
    return new Map(own.map(([step, company]) => [step.state, breakers.has(step) ? { ...company, moving: EVERYBODY } : company]));
  });
}

/** The same step of each copy. */
function copiesOf(step: OwnedStep, companies: ReadonlyMap<OwnedStep, Company>, copies: readonly CopySet[]): readonly OwnedStep[] {
  const alike = copies.flatMap(({ processes }) => {
    const role = processes.map((own) => own.indexOf(step.process)).find((found) => found >= 0);
    return role === undefined ? [] : processes.map((own) => own[role]);
  });
  return alike.length === 0 ? [step] : [...companies.keys()].filter(({ process, state }) => state === step.state && alike.includes(process));
}
