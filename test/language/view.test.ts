import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { close, type Domain } from "../../src/language/domain.js";
import { bool, copy, fill, oneOf, range, record, subset, type ValueOf, Violation, vector } from "../../src/language/index.js";
import { Memory } from "../../src/language/memory.js";
import { viewOf } from "../../src/language/view.js";

const LENGTH = 8;
const variables = {
  digits: vector(LENGTH, range(0, 9)),
  fewer: vector(LENGTH, range(0, 5)),
  colours: vector(LENGTH, oneOf("red", "green", "blue")),
  moreColours: vector(LENGTH, oneOf("blue", "red", "green", "grey")),
  page: vector(2, record({ dirty: bool, cells: vector(2, range(-1, 1)), owners: subset("a", "b") })),
};

function fresh(): { state: ValueOf<typeof variables>; memory: Memory } {
  const memory = new Memory(200);
  const fields = Object.fromEntries(Object.entries(variables).map(([name, domain]) => [name, close(domain as Domain<unknown>, {})]));
  memory.load(new Int32Array(200), "step");
  return { state: viewOf(fields, 0, memory, "") as ValueOf<typeof variables>, memory };
}

const plain = <T>(vector: { readonly length: number; readonly [index: number]: T }): T[] =>
  Array.from({ length: vector.length }, (_, index) => vector[index] as T);

describe("ranges of elements", () => {
  const place = fc.integer({ min: -2, max: LENGTH + 2 });

  it("are filled as a loop would fill them, or the same rule is broken", () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: -1, max: 11 }), (from, to, value) => {
        const [filled, looped] = [fresh().state, fresh().state];
        const loop = (): void => {
          for (let index = from; index < to; index++) looped.digits[index] = value;
        };
        expect(outcome(() => fill(filled.digits, from, to, value), filled.digits)).toEqual(outcome(loop, looped.digits));
      }),
    );
  });

  it.each(["digits", "colours"] as const)("are copied within %s as if all were read before any is written", (name) => {
    fc.assert(
      fc.property(place, place, fc.nat(LENGTH), (at, start, length) => {
        const { state } = fresh();
        for (let index = 0; index < LENGTH; index++) {
          state.digits[index] = index;
          state.colours[index] = (["red", "green", "blue"] as const)[index % 3] as "red";
        }
        const before = plain<unknown>(state[name]);
        const inside = length === 0 || (at >= 0 && start >= 0 && at + length <= LENGTH && start + length <= LENGTH);
        const cells = state[name] as never;
        if (!inside) {
          expect(() => copy(cells, at, cells, start, length)).toThrow(Violation);
          return;
        }
        copy(cells, at, cells, start, length);
        const expected = before.map((old, index) => (index >= at && index < at + length ? before[start + index - at] : old));
        expect(plain<unknown>(state[name])).toEqual(expected);
      }),
    );
  });

  it("are copied by value between domains that store them differently", () => {
    const { state } = fresh();
    fill(state.moreColours, 0, LENGTH, "green");
    copy(state.colours, 0, state.moreColours as never, 0, LENGTH);
    expect(new Set(plain(state.colours))).toEqual(new Set(["green"]));
    fill(state.digits, 0, LENGTH, 5);
    copy(state.fewer, 0, state.digits, 0, LENGTH);
    state.digits[3] = 6;
    expect(() => copy(state.fewer, 0, state.digits, 0, LENGTH)).toThrow("fewer[3] = 6 leaves 0 … 5");
  });

  function outcome(run: () => void, digits: ValueOf<typeof variables>["digits"]): unknown {
    try {
      run();
    } catch (error) {
      return (error as Error).message;
    }
    return plain(digits);
  }
});

describe("whole records, vectors and sets", () => {
  it("are assigned by value", () => {
    const { state } = fresh();
    state.page[0].dirty = true;
    state.page[0].cells[1] = 1;
    state.page[0].owners.add("b");
    state.page[1] = state.page[0];
    state.page[0].dirty = false;
    state.page[0].cells[1] = 0;
    state.page[0].owners.clear();
    expect(state.page[1]).toMatchObject({ dirty: true, owners: { size: 1 } });
    expect(plain(state.page[1].cells)).toEqual([0, 1]);
    expect(state.page[1].owners.has("b")).toBe(true);
  });

  it("keep their domain", () => {
    const { state } = fresh();
    state.digits[2] = 9;
    expect(() => {
      state.fewer = state.digits;
    }).toThrow("fewer[2] = 9 leaves 0 … 5");
  });
});

describe("a state that may only be looked at", () => {
  it("shows what it holds now, however often it is loaded", () => {
    const { state, memory } = fresh();
    for (const digit of [3, 7]) {
      memory.load(new Int32Array(200).fill(digit, 0, LENGTH), "frozen");
      expect(plain(state.digits)).toEqual(Array(LENGTH).fill(digit));
    }
    memory.load(new Int32Array(200), "step");
    state.digits[0] = 4;
    memory.freeze();
    expect(state.digits[0]).toBe(4);
  });

  it("cannot be written, element by element or as a whole", () => {
    const { state, memory } = fresh();
    memory.freeze();
    expect(() => {
      state.digits[0] = 1;
    }).toThrow(TypeError);
    expect(() => fill(state.digits, 0, 1, 1)).toThrow(TypeError);
    expect(() => {
      state.page[0].cells[0] = 1;
    }).toThrow(TypeError);
    expect(() => {
      state.page[0].dirty = true;
    }).toThrow("may only be looked at");
    expect(() => {
      state.digits = state.fewer;
    }).toThrow();
    expect(() => state.digits[LENGTH]).toThrow(Violation);
  });
});
