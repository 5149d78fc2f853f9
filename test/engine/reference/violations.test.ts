import { describe, expect, it } from "vitest";
import { DOMAINS, type PropertyResult, type SearchResult } from "../../../src/engine/result.js";
import { all, type Choose, copy, div, fill, max, mod, oneOf, parameters, range, system, type ValueOf, vector } from "../../../src/language/index.js";
import { counts, explore, resultOf } from "../../fixtures/explore.js";
import { lineOf } from "../../fixtures/lineOf.js";

const variables = { small: range(0, 3), wide: range(-(2 ** 31), 2 ** 31 - 1), cells: vector(3, range(0, 9)), bytes: vector(3, oneOf("old", "new")) };
const sys = system("rules", { parameters: parameters({}), variables });

/** A model whose only step is `body`, after which it ends. */
function run(body: (s: ValueOf<typeof variables>, choose: Choose) => void, next = "done"): SearchResult {
  const actor = sys.actor("actor", {
    source: "this test",
    exits: ["done"],
    steps: {
      only(s, _, __, choose) {
        body(s, choose);
        return next as "done";
      },
    },
  });
  return explore(sys.model("rules", { processes: [sys.process("actor", actor)] }));
}

function failure(result: SearchResult): NonNullable<PropertyResult["trace"]>["failure"] {
  const { trace } = resultOf(result, DOMAINS);
  if (trace === undefined) throw new Error("nothing was violated");
  expect(trace.steps).toHaveLength(1);
  expect(trace.steps[0]?.state).toBeUndefined();
  return trace.failure;
}

function sevenths(): number {
  return 7;
}

const rules: readonly (readonly [string, string, (s: ValueOf<typeof variables>, choose: Choose) => void])[] = [
  [
    "a value above its range",
    "domain: small = 4 leaves 0 … 3",
    (s) => {
      s.small = 4; // a value above its range
    },
  ],
  [
    "a value below its range",
    "domain: small = -1 leaves 0 … 3",
    (s) => {
      s.small -= 1; // a value below its range
    },
  ],
  [
    "a fraction",
    "domain: small = 0.5 leaves 0 … 3",
    (s) => {
      s.small = 0.5; // a fraction
    },
  ],
  [
    "no number at all",
    "domain: small = NaN leaves 0 … 3",
    (s) => {
      s.small = Number.NaN; // no number at all
    },
  ],
  [
    "an element out of its range",
    "domain: cells[1] = 10 leaves 0 … 9",
    (s) => {
      s.cells[1] = 10; // an element out of its range
    },
  ],
  [
    "an index past the end, read",
    "index: cells has 3 elements and no [3]",
    (s) => {
      s.small = s.cells[3]; // an index past the end, read
    },
  ],
  [
    "a negative index, written",
    "index: cells has 3 elements and no [-1]",
    (s) => {
      s.cells[-1] = 0; // a negative index, written
    },
  ],
  [
    "a fractional index",
    "index: cells has 3 elements and no [0.5]",
    (s) => {
      s.small = s.cells[0.5]; // a fractional index
    },
  ],
  [
    "a division by zero",
    "division by zero: div(7, 0)",
    (s) => {
      s.small = div(7, s.small); // a division by zero
    },
  ],
  [
    "a remainder by zero",
    "division by zero: div(7, 0)",
    (s) => {
      s.small = mod(7, s.small); // a remainder by zero
    },
  ],
  [
    "an overflow on writing",
    "domain: wide = 2147483648 leaves -2147483648 … 2147483647",
    (s) => {
      s.wide = 2 ** 30 * 2; // an overflow on writing
    },
  ],
  [
    "an overflow that is compared",
    "overflow: 2147483648 does not fit in 32 bits",
    (s) => {
      s.small = max(2 ** 30 * 2, 0) > 0 ? 1 : 0; // an overflow that is compared
    },
  ],
  [
    "an overflow that bounds a range",
    "overflow: 2147483648 does not fit in 32 bits",
    (s) => {
      fill(s.cells, 0, 2 ** 30 * 2, 1); // an overflow that bounds a range
    },
  ],
  [
    "a quotient that overflows",
    "overflow: 2147483648 does not fit in 32 bits",
    (s) => {
      s.wide = div(-(2 ** 31), -1); // a quotient that overflows
    },
  ],
  [
    "an overflow that a choice is drawn from",
    "overflow: 2147483648 does not fit in 32 bits",
    (s, choose) => {
      s.wide = choose.number("n", 2 ** 31 - 1, 2 ** 30 * 2); // an overflow that a choice is drawn from
    },
  ],
  [
    "a fill that passes the end",
    "index: cells has 3 elements and no [3]",
    (s) => {
      fill(s.cells, 1, 4, 5); // a fill that passes the end
    },
  ],
  [
    "a fill with a value out of range",
    "domain: cells[0] = 10 leaves 0 … 9",
    (s) => {
      fill(s.cells, 0, 2, 10); // a fill with a value out of range
    },
  ],
  [
    "a copy that passes the end",
    "index: cells has 3 elements and no [3]",
    (s) => {
      copy(s.cells, 0, s.cells, 2, 2); // a copy that passes the end
    },
  ],
  [
    "a copy of a negative length",
    "domain: copy of -1 elements",
    (s) => {
      copy(s.cells, 0, s.cells, 0, -1); // a copy of a negative length
    },
  ],
  [
    "a bound that is no integer",
    "domain: 0.5 is not an integer",
    (s) => {
      s.small = all(0, 0.5, () => true) ? 1 : 0; // a bound that is no integer
    },
  ],
  [
    "a number from an empty range",
    "empty choice: there is nothing to choose for 'n'",
    (s, choose) => {
      s.small = choose.number("n", 1, 0); // a number from an empty range
    },
  ],
  [
    "one of no labels",
    "empty choice: there is nothing to choose for 'l'",
    (_, choose) => {
      choose.oneOf("l", []); // one of no labels
    },
  ],
];

describe("a step that breaks a rule of the language", () => {
  it.each(rules)("%s is a violation, named, and has no successor", (_, message, body) => {
    const result = run(body);
    expect(result.verdict).toBe("violated");
    expect(counts(result)).toEqual({ states: 1, transitions: 0, depth: 0, initialStates: 1 });
    expect(failure(result).message).toBe(message);
  });

  it.each(rules)("%s is blamed on its line", (what, _, body) => {
    expect(failure(run(body)).site).toMatchObject(lineOf(import.meta.url, what));
  });

  it("names the innermost line of the specification, helpers included", () => {
    const site = failure(run(tooMuch)).site;
    expect(site).toMatchObject(lineOf(import.meta.url, "helper"));
  });

  it("an unknown next state names the function, what it returned, and where the machine was written", () => {
    for (const next of ["dnoe", "constructor", "toString", ""]) {
      const { message, site } = failure(run(() => {}, next));
      expect(message).toBe(`unknown next state: actor() has no step, call or exit '${next}'`);
      expect(site?.file).toBe(lineOf(import.meta.url, "helper").file);
    }
  });

  it("ends one leaf only: the others go on", () => {
    const result = run((s, choose) => {
      s.small = choose.number("n", 2, 5);
    });
    expect(counts(result)).toEqual({ states: 3, transitions: 2, depth: 1, initialStates: 1 });
    expect(resultOf(result, DOMAINS).trace?.steps[0]?.choices).toEqual([{ label: "n", value: 4 }]);
  });
});

function tooMuch(s: ValueOf<typeof variables>): void {
  const seven = sevenths();
  s.small = seven; // helper
}
