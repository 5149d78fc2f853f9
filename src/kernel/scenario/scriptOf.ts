import { SpecError } from "../../language/index.js";
import { byteOf, bytesIn, type Eviction, type Scenario } from "./scenario.js";
import { type Unit, unitsOf } from "./unitsOf.js";

/** A piece of the source: a page of the driver's arena, and bytes on it. */
export interface Piece {
  readonly page: number;
  readonly bytes: number;
}

/** What the driver does at a fault. */
export interface Rule {
  readonly page: number;
  readonly nth: number;
  readonly does: "drop" | "protect";
  readonly targets: readonly number[];
}

/** A scenario in bytes and pages of the driver's arena. */
export interface Script {
  readonly pieces: readonly Piece[];
  readonly states: readonly { readonly page: number; readonly state: "resident" | "invalid" }[];
  readonly rules: readonly Rule[];
}

/**
 * Lays the source out for the driver. Each unit of the write has a page of its own, and its last bytes, one for each eviction, have pages of their own, too: the
 * last of them is what the fault-in touches last, and that fault is the moment at which a page can be made to go away.
 * @throws SpecError FL505 for evictions that no fault is left for
 */
export function layOut(scenario: Scenario): Script {
  const units = unitsOf(scenario);
  const { evictions } = scenario;
  const triggers = evictions.length;
  const pageOf = (unit: number, trigger = 0): number => unit * (triggers + 1) + trigger;
  const pieces = units.flatMap((unit, index): Piece[] => [
    { page: pageOf(index), bytes: bytesIn(scenario, scenario.pos + unit.from, unit.to - unit.from) - triggers },
    ...Array.from({ length: triggers }, (_, trigger) => ({ page: pageOf(index, trigger + 1), bytes: 1 })),
  ]);
  const states = units.flatMap(({ userPage }, index) => {
    const state = scenario.userPages[userPage] ?? "absent";
    if (state === "absent") return [];
    // a trigger's page is absent whatever its user page is: a fault-in brings it in before anything is copied
    const pages = state === "resident" ? [pageOf(index)] : Array.from({ length: triggers + 1 }, (_, trigger) => pageOf(index, trigger));
    return pages.map((page) => ({ page, state }));
  });
  const rules = evictions.map((eviction, index): Rule => {
    const unit = units.findIndex(({ to }) => to === eviction.reached);
    const before = evictions.slice(0, index).filter(({ reached }) => reached >= eviction.reached);
    const isAgain = before.length > 0 && before.every(({ reached }) => reached === eviction.reached) && isPending(units, evictions[index - 1] as Eviction);
    if (unit < 0 || (before.length > 0 && !isAgain)) throw undriven(index);
    const ride = triggers - before.length;
    const evicted = units.flatMap(({ userPage }, each) => (userPage === eviction.userPage ? [pageOf(each)] : []));
    // what lies behind the page that goes away is not copied before the next fault-in: those faults are there for the next eviction
    const rearmed = Array.from({ length: ride - 1 }, (_, trigger) => pageOf(unit, trigger + 1));
    return {
      page: pageOf(unit, ride),
      nth: before.length + 1,
      does: eviction.becomes === "invalid" ? "protect" : "drop",
      targets: [...evicted, ...(evictions.length > index + 1 ? rearmed : [])],
    };
  });
  return { pieces, states, rules };
}

/** Whether the page that went away before is one that the next copy needs, so that the next fault-in begins no later. */
function isPending(units: readonly Unit[], before: Eviction): boolean {
  return units.some(({ userPage, to }) => userPage === before.userPage && to <= before.reached);
}

function undriven(index: number): SpecError {
  return new SpecError(
    "FL505",
    `eviction ${index + 1} cannot be driven: no fault is left at that moment`,
    "a page can be taken away when the kernel faults another one in, and each is faulted in once",
  );
}

/** A scenario in the words of `driver.c`. @throws SpecError FL505 */
export function scriptOf(scenario: Scenario): string {
  const { pieces, states, rules } = layOut(scenario);
  return [
    `scenario ${scenario.name}`,
    `size ${byteOf(scenario, scenario.size)}`,
    ...oldRanges(scenario).map(({ from, to }) => `old ${from} ${to}`),
    `write ${byteOf(scenario, scenario.pos)}`,
    ...pieces.map(({ page, bytes }) => `piece ${page} 0 ${bytes}`),
    ...states.map(({ page, state }) => `page ${page} ${state}`),
    ...rules.map(({ page, nth, does, targets }) => `on ${page} ${nth} ${does} ${targets.join(" ")}`),
    "end\n",
  ].join("\n");
}

/** The mapped blocks up to the end of the file, neighbours together, in bytes. */
export function oldRanges(scenario: Scenario): readonly { readonly from: number; readonly to: number }[] {
  const { BLOCK } = scenario.bounds;
  const ranges: { from: number; to: number }[] = [];
  scenario.mapped.forEach((isMapped, block) => {
    if (!isMapped) return;
    const from = byteOf(scenario, block * BLOCK);
    const to = byteOf(scenario, Math.min((block + 1) * BLOCK, scenario.size));
    const last = ranges.at(-1);
    if (last?.to === from) last.to = to;
    else ranges.push({ from, to });
  });
  return ranges;
}
