import { expect } from "vitest";
import { NONE } from "../../../spec/page-cache/bounds.js";
import type { Cell } from "../../../spec/page-cache/cell.js";
import { addFolio, type Folio } from "../../../spec/page-cache/folio.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { check, type ParameterValues, type Property, type PropertyResult } from "../../../src/index.js";

/** Makes a state by hand. */
export type Hand = (s: State, p: Bounds) => void;

/** Two pages of two blocks: room for a cell that can be read beside one that cannot. */
const small: ParameterValues = { PAGES: 2, BLOCK: 2, FOLIOS: 2, USER_PAGES: 2, WRITE: 8 };

/** What was asked to be written; a step cannot change it. */
const nothing = { pos: 0, length: 0 };

/** What a property says of a model that makes one state after another by hand. */
export async function decide(property: Property, hands: readonly Hand[], set: ParameterValues = {}, request = nothing): Promise<PropertyResult> {
  const hand = writePath.actor("hand", {
    source: "this test",
    exits: ["done"],
    steps: {
      first(s, _me, p) {
        hands[0]?.(s, p);
        return hands.length > 1 ? "second" : "done";
      },
      second(s, _me, p) {
        hands[1]?.(s, p);
        return "done";
      },
    },
  });
  const model = writePath.model("made by hand", {
    set: small,
    processes: [writePath.process("hand", hand)],
    initial: writePath.initial((s, p) => {
      for (let page = 0; page < p.PAGES; page++) s.page_cache[page] = NONE;
      s.request.pos = request.pos;
      s.request.length = request.length;
    }),
    properties: [property],
  });
  const { properties } = await check(model, { set, engine: "reference" });
  return properties.find(({ name }) => name === property.name) as PropertyResult;
}

/** Puts a folio with these cells into the page cache. */
export function cached(s: State, p: Bounds, page: number, cells: readonly Cell[], flags: Partial<Pick<Folio, "uptodate" | "dirty" | "lock">> = {}): Folio {
  const folio = s.folios[addFolio(s, page, p)];
  cells.forEach((cell, offset) => {
    folio.cells[offset] = cell;
  });
  folio.uptodate = flags.uptodate ?? false;
  folio.dirty = flags.dirty ?? false;
  folio.lock = flags.lock ?? "nobody";
  return folio;
}

/** Fills the disk from `pos` on. */
export function onDisk(s: State, pos: number, cells: readonly Cell[]): void {
  cells.forEach((cell, offset) => {
    s.disk[pos + offset] = cell;
  });
}

/** A property holds of what was made by hand, and not because nothing put it to the test. */
export async function expectHolds(property: Property, ...hands: Hand[]): Promise<void> {
  expect(await decide(property, hands)).toMatchObject({ verdict: "holds", vacuous: false });
}

/** A property is violated by what was made by hand, at this place. */
export async function expectViolated(property: Property, where: readonly (readonly [string, number])[], ...hands: Hand[]): Promise<void> {
  const { verdict, trace } = await decide(property, hands);
  expect(verdict).toBe("violated");
  expect(trace?.failure.where).toEqual(where.map(([name, index]) => ({ name, index })));
}
