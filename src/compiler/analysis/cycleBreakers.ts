import type { Way } from "./accesses.js";
import type { Company } from "./company.js";
import { isMet, mayFulfil } from "./independence.js";
import type { OwnedStep } from "./ownedStep.js";
import { EVERYBODY, membersOf, type ProcessSet } from "./processSet.js";

/** A way from one control state to another that others may be left out of, with who has to move in every cycle of states that it is part of: one of each set. */
interface Edge {
  readonly step: OwnedStep;
  readonly to: number;
  readonly partners: readonly ProcessSet[];
}

/**
 * Steps that, besides the visible ones, are taken only where everybody moves, so that every cycle of states has such a state. A process whose steps are in a cycle of states goes round
 * in its control states; so it is enough that each process has a breaker, or a visible step, on every way round (Kurshan, Levin, Minea, Peled and Yenigün, Static partial order
 * reduction, 1998). Less will do: a step that takes what it demands away from itself, a message from a full place, is in a cycle of states only with
 * somebody who puts it back. So whoever cannot go round without one of those who go round no more goes round no more either.
 * @param alike steps that are breakers if one is
 */
export function cycleBreakers(companies: ReadonlyMap<OwnedStep, Company>, alike: (step: OwnedStep) => readonly OwnedStep[]): ReadonlySet<OwnedStep> {
  const steps = [...companies.keys()];
  const free = steps.filter((step) => companies.get(step)?.moving !== EVERYBODY);
  const edges = free.flatMap((step) => step.ways.map((way) => ({ step, to: way.to, partners: partnersOf(step, way, steps) })));
  const breakers = new Set<OwnedStep>();
  for (let open = edges; ; open = withoutSteps(open, breakers)) {
    const round = whoGoesRound(open);
    if (round === 0) return breakers;
    const left = (chosen: ReadonlySet<OwnedStep>): number => membersOf(whoGoesRound(withoutSteps(open, chosen))).length;
    const candidates = membersOf(round).map((process) => breakersOf(waysOf(open, process, round), companies));
    for (const step of candidates.reduce((one, other) => (left(other) < left(one) ? other : one))) for (const each of alike(step)) breakers.add(each);
  }
}

function withoutSteps(edges: readonly Edge[], steps: ReadonlySet<OwnedStep>): Edge[] {
  return edges.filter(({ step }) => !steps.has(step));
}

/** The processes that may be part of a cycle of states: the greatest set of which each can go round with the others' help. */
function whoGoesRound(edges: readonly Edge[]): ProcessSet {
  const all = edges.reduce((set, { step }) => set | (1 << step.process), 0);
  for (let set = all; ; ) {
    const next = membersOf(set).reduce((kept, process) => (stepsOnCycles(waysOf(edges, process, set)).length > 0 ? kept | (1 << process) : kept), 0);
    if (next === set) return set;
    set = next;
  }
}

/** The ways of a process that are open in the company of some others. */
function waysOf(edges: readonly Edge[], process: number, company: ProcessSet): readonly Edge[] {
  return edges.filter(({ step, partners }) => step.process === process && partners.every((set) => (set & company) !== 0));
}

/** Steps of one process without which it cannot go round: those that take the most others along come first, for the least is lost if everybody moves there. */
function breakersOf(ways: readonly Edge[], companies: ReadonlyMap<OwnedStep, Company>): ReadonlySet<OwnedStep> {
  const size = (step: OwnedStep): number => {
    const { moving, unmet } = companies.get(step) as Company;
    return membersOf([...unmet.values()].reduce((set, more) => set | more, moving)).length;
  };
  const found = new Set<OwnedStep>();
  for (let on = stepsOnCycles(ways); on.length > 0; on = stepsOnCycles(withoutSteps(ways, found))) {
    found.add(on.reduce((most, step) => (size(step) > size(most) ? step : most)));
  }
  return found;
}

function stepsOnCycles(ways: readonly Edge[]): readonly OwnedStep[] {
  const after = (state: number): readonly number[] => ways.flatMap(({ step, to }) => (step.state === state ? [to] : []));
  const comesBack = ({ state }: OwnedStep): boolean => {
    const seen = new Set(after(state));
    for (const each of seen) for (const next of after(each)) seen.add(next);
    return seen.has(state);
  };
  return [...new Set(ways.map(({ step }) => step))].filter(comesBack);
}

/** For each demand that a way contradicts by what it writes: who may make it true again. A process that may do that itself needs nobody. */
function partnersOf(step: OwnedStep, { demands, written }: Way, steps: readonly OwnedStep[]): readonly ProcessSet[] {
  const isConsumed = (demand: Way["demands"][number]): boolean => {
    const { base, size, stride, index } = demand.cell;
    const own = written.filter(({ cell }) => cell.base === base && cell.size === size && cell.stride === stride && cell.index === index);
    return own.length > 0 && own.every(({ value }) => !isMet(demand, value));
  };
  return demands.filter(isConsumed).flatMap((demand) => {
    const restorers = steps.filter(({ accesses }) => accesses.some((access) => mayFulfil(access, demand)));
    const set = restorers.reduce((all, { process }) => all | (1 << process), 0);
    return (set & (1 << step.process)) === 0 ? [set] : [];
  });
}
