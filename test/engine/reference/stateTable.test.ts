import fc from "fast-check";
import { expect, it } from "vitest";
import { StateTable } from "../../../src/engine/reference/stateTable.js";
import type { Slot } from "../../../src/language/layout.js";

const slot = fc
  .tuple(fc.integer(), fc.oneof(fc.constantFrom(0, 1, 2 ** 31, 2 ** 32 - 1), fc.nat(40), fc.nat(2 ** 20)))
  .map(([least, spread]) => ({ least, greatest: Math.min(least + spread, 2 ** 31 - 1) }));
const layout = fc
  .array(slot, { minLength: 1, maxLength: 12 })
  .map((slots): Slot[] =>
    slots.map(({ least, greatest }, index) => ({ name: `s${index}`, least, greatest, ghost: false, rigid: false, domain: { kind: "range", least, greatest } })),
  );
const table = layout.chain((slots) =>
  fc.tuple(fc.constant(slots), fc.array(fc.tuple(...slots.map(({ least, greatest }) => fc.integer({ min: least, max: greatest }))), { maxLength: 60 })),
);

it("gives every distinct state its own number, in the order of their coming, and gives each state back whole", () => {
  fc.assert(
    fc.property(table, ([slots, states]) => {
      const known = new StateTable(slots);
      const distinct = new Map<string, number>();
      for (const state of states) {
        const key = state.join();
        if (!distinct.has(key)) distinct.set(key, distinct.size);
        expect(known.add(Int32Array.from(state))).toBe(distinct.get(key));
      }
      expect(known.size).toBe(distinct.size);
      const read = new Int32Array(slots.length);
      for (const [key, index] of distinct) {
        known.read(index, read);
        expect(read.join()).toBe(key);
      }
    }),
  );
});

it("keeps its states when it grows", () => {
  const known = new StateTable([
    { name: "n", least: -5, greatest: 99_999, ghost: false, rigid: false, domain: { kind: "range", least: -5, greatest: 99_999 } },
  ]);
  for (let n = 0; n < 20_000; n++) expect(known.add(Int32Array.of(n))).toBe(n);
  for (let n = 0; n < 20_000; n++) expect(known.add(Int32Array.of(n))).toBe(n);
});
