import { describe, expect, it } from "vitest";
import { compose } from "../../src/language/compose.js";
import {
  apply,
  bool,
  type Choose,
  type Domain,
  defineCheck,
  kernel,
  type Model,
  oneOf,
  parameters,
  patch,
  prototype,
  range,
  record,
  rigid,
  SpecError,
  subset,
  system,
  type ValueOf,
  vector,
  when,
} from "../../src/language/index.js";
import { explore } from "../fixtures/explore.js";
import { lineOf } from "../fixtures/lineOf.js";

const variables = {
  n: range(0, 9),
  fixed: rigid(range(0, 9)),
  bits: vector(2, bool),
  pair: record({ left: range(0, 3), right: oneOf("a", "b") }),
  members: subset("x", "y"),
};
const sys = system("mistakes", { parameters: parameters({ size: 4, loud: false }), variables });
type State = ValueOf<typeof variables>;

const actor = (body: (s: State, choose: Choose) => void) =>
  sys.actor("actor", {
    source: "this test",
    exits: ["done"],
    steps: {
      only(s, _, __, choose) {
        body(s, choose);
        return "done";
      },
    },
  });

const idle = actor(() => {});

/** Explores a model whose only step is `body`. */
function step(body: (s: State, choose: Choose) => void): void {
  explore(sys.model("mistakes", { processes: [sys.process("p", actor(body))] }));
}

/** Explores a model with more to it than a step. */
function model(shape: Partial<Parameters<typeof sys.model>[1]>): void {
  explore(sys.model("mistakes", { processes: [sys.process("p", idle)], ...shape }));
}

/** Explores a model with one variable. */
function variable(domain: Domain<unknown>): void {
  const small = system("small", { parameters: parameters({}), variables: { v: domain } });
  explore(small.model("small", { processes: [small.process("p", small.actor("a", { source: "", steps: { s: () => "s" } }))] }));
}

const inner = prototype("inner", { exits: ["out"] });
const outer = prototype("outer", { exits: ["out"] });
const leaf = sys.machine(inner, { source: "this test", steps: { first: () => "out", second: () => "out" } });
const linux = kernel("linux", { links: [leaf] });

function caught(run: () => void): SpecError {
  try {
    run();
  } catch (error) {
    if (error instanceof SpecError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** Code, what is said, what is advised, and what runs into it on a line that ends in `// MARKER`. */
const mistakes: Readonly<Record<string, readonly [SpecError["code"], string | RegExp, RegExp, () => void]>> = {
  "an empty range": [
    "FL101",
    "range(3, 2) is empty",
    /least value first/,
    () => {
      variable(range(3, 2)); // an empty range
    },
  ],
  "a fractional range": [
    "FL101",
    "range(0, 0.5) is not a range of 32-bit integers",
    /two integers/,
    () => {
      variable(range(0, 0.5)); // a fractional range
    },
  ],
  "a range too wide": [
    "FL101",
    "range(0, 2147483648) is not a range of 32-bit integers",
    /two integers/,
    () => {
      variable(range(0, 2 ** 31)); // a range too wide
    },
  ],
  "no labels": [
    "FL101",
    "oneOf() without labels is empty",
    /at least one/,
    () => {
      variable(oneOf()); // no labels
    },
  ],
  "a label twice": [
    "FL101",
    "oneOf(a, a) names a label twice",
    /different/,
    () => {
      variable(oneOf("a", "a")); // a label twice
    },
  ],
  "too large a set": [
    "FL101",
    "a subset of 32 members",
    /vector of booleans/,
    () => {
      variable(subset(32)); // too large a set
    },
  ],
  "an empty vector": [
    "FL101",
    "a vector of 0 elements",
    /1 to 65536/,
    () => {
      variable(vector(0, bool)); // an empty vector
    },
  ],
  "marked elements": [
    "FL101",
    "the elements of a vector are marked rigid",
    /mark the vector itself/,
    () => {
      variable(vector(2, rigid(bool))); // marked elements
    },
  ],
  "no steps": [
    "FL102",
    "empty: a machine without steps",
    /at least one step/,
    () => {
      sys.actor("empty", { source: "this test", steps: {} }); // no steps
    },
  ],
  "a name for two things": [
    "FL102",
    "twin: 'go' names two of its steps, calls and exits",
    /rename/,
    () => {
      sys.actor("twin", { source: "this test", exits: ["go"], steps: { go: () => "go" } }); // a name for two things
    },
  ],
  "an unknown start": [
    "FL102",
    "lost: it starts at 'nowhere', which is neither a step nor a call",
    /name one of its steps/,
    () => {
      sys.actor("lost", { source: "this test", start: "nowhere" as "go", steps: { go: () => "go" } }); // an unknown start
    },
  ],
  "a local named as an argument": [
    "FL102",
    "f: 'x' names two of its arguments, results and locals",
    /rename/,
    () => {
      const f = prototype("f", { args: { x: bool }, exits: ["out"] });
      sys.machine(f, { source: "this test", locals: { x: bool }, steps: { go: () => "out" } }); // a local named as an argument
    },
  ],
  "a call without the arguments that it wants": [
    "FL102",
    "caller: the call 'f' gives no arguments to f()",
    /with: \(s, me, p\)/,
    () => {
      const f = prototype("f", { args: { x: bool }, exits: ["out"] });
      sys.actor("caller", { source: "this test", steps: { go: () => "f" }, calls: { f: { to: f, on: { out: () => "go" } } } }); // a call without the arguments that it wants
    },
  ],
  "a process without the arguments that it wants": [
    "FL102",
    "process 'p' gives no arguments to f()",
    /with: \(s, p\)/,
    () => {
      const f = prototype("f", { args: { x: bool }, exits: ["out"] });
      sys.process("p", f); // a process without the arguments that it wants
    },
  ],
  "an unlinked function": [
    "FL103",
    "linux has no outer()",
    /link a machine for it/,
    () => {
      const process = sys.process("p", outer); // an unlinked function
      model({ kernel: linux, processes: [process] });
    },
  ],
  "an unlinked callee": [
    "FL103",
    "no kernel has no inner()",
    /link a machine for it/,
    () => {
      const caller = sys.actor("caller", { source: "this test", steps: { go: () => "call" }, calls: { call: { to: inner, on: { out: () => "call" } } } }); // an unlinked callee
      model({ processes: [sys.process("p", caller)] });
    },
  ],
  "a circle of calls": [
    "FL104",
    "inner() calls itself along p/again",
    /loop of steps/,
    () => {
      const circle = sys.machine(inner, { source: "this test", steps: { go: () => "again" }, calls: { again: { to: inner, on: { out: () => "go" } } } }); // a circle of calls
      model({ kernel: kernel("round", { links: [circle] }), processes: [sys.process("p", inner)] });
    },
  ],
  "a hunk against another version": [
    "FL105",
    "patch fix does not apply to linux: inner() at 'first' is not what it was written against",
    /linux has other of it/,
    () => {
      const other = sys.variant(leaf, "other", { steps: { first: () => "second" } });
      const hunk = sys.hunk(leaf, { steps: { first: () => "out" } }); // a hunk against another version
      apply(kernel("linux", { links: [other] }), patch("fix", { title: "a fix", hunks: [hunk] }));
    },
  ],
  "an unknown parameter": [
    "FL106",
    "mistakes has no parameter 'sise'",
    /its parameters: size, loud/,
    () => {
      const small = sys.model("mistakes", { processes: [sys.process("p", idle)] }); // an unknown parameter
      compose(small, { sise: 3 });
    },
  ],
  "a parameter of the wrong type": [
    "FL106",
    "parameter size of mistakes is a number, not true",
    /its usual value is 4/,
    () => {
      const small = sys.model("mistakes", { processes: [sys.process("p", idle)] }); // a parameter of the wrong type
      compose(small, { size: true });
    },
  ],
  "a fractional parameter": [
    "FL106",
    "parameter size of mistakes is a number, not 0.5",
    /its usual value is 4/,
    () => {
      const small = sys.model("mistakes", { processes: [sys.process("p", idle)], set: { size: 0.5 } }); // a fractional parameter
      compose(small);
    },
  ],
  "a late when": [
    "FL107",
    "when() comes after a write",
    /before the first assignment/,
    () => {
      step((s) => {
        s.n = 1;
        when(s.n === 1); // a late when
      });
    },
  ],
  "a rigid write": [
    "FL108",
    "fixed is rigid, yet a step writes it",
    /without rigid\(\)/,
    () => {
      step((s) => {
        s.fixed = 1; // a rigid write
      });
    },
  ],
  "a property that writes": [
    "FL109",
    "n is written where the state may only be looked at",
    /steps, wirings and initial rules/,
    () => {
      const writes = sys.always("p", {}, (s) => {
        (s as State).n = 1; // a property that writes
        return true;
      });
      model({ properties: [writes] });
    },
  ],
  "a property that writes an element": [
    "FL109",
    /^property 'p' writes state: Cannot assign to read only property '1'/,
    /steps, wirings and initial rules/,
    () => {
      const writes = sys.always("p", {}, (s) => {
        (s as State).bits[1] = true; // a property that writes an element
        return true;
      });
      model({ properties: [writes] });
    },
  ],
  "a property that empties a set": [
    "FL109",
    "members is written where the state may only be looked at",
    /steps, wirings and initial rules/,
    () => {
      const writes = sys.never("p", {}, (s) => {
        (s as State).members.clear(); // a property that empties a set
        return false;
      });
      model({ properties: [writes] });
    },
  ],
  "a step that throws": [
    "FL110",
    "step p.only threw RangeError: no",
    /may not throw/,
    () => {
      step(() => {
        throw new RangeError("no"); // a step that throws
      });
    },
  ],
  "a property that throws": [
    "FL110",
    "property 'p' threw RangeError: no",
    /may not throw/,
    () => {
      const throws = sys.always("p", {}, () => {
        throw new RangeError("no"); // a property that throws
      });
      model({ properties: [throws] });
    },
  ],
  "a property that narrows": [
    "FL110",
    "property 'p' calls when()",
    /when\(\) belongs to steps/,
    () => {
      const narrow = (s: { n: number }): boolean => {
        when(s.n === 1);
        return true;
      };
      model({ properties: [sys.always("p", {}, narrow)] }); // a property that narrows
    },
  ],
  "a step that remembers": [
    "FL110",
    "'n' offers 1 answers, and offered 2 before",
    /the state and its choices only/,
    () => {
      let runs = 0;
      step((_, choose) => {
        choose.number("n", 0, ++runs === 1 ? 1 : 0); // a step that remembers
      });
    },
  ],
  "no initial state": [
    "FL111",
    "mistakes has no initial state",
    /loosen its when/,
    () => {
      const initial = sys.initial((s) => when(s.n === 1)); // no initial state
      model({ initial });
    },
  ],
  "a broken initial state": [
    "FL111",
    "mistakes: an initial state breaks a rule: n = 10 leaves 0 … 9",
    /mend the initial rule/,
    () => {
      const overflow = (s: State): void => {
        s.n = 10;
      };
      model({ initial: sys.initial(overflow) }); // a broken initial state
    },
  ],
  "an id that is none": [
    "FL112",
    "'a b' is no id for a check",
    /letters, digits/,
    () => {
      defineCheck({ id: "a b", title: "t", expect: "holds" }); // an id that is none
    },
  ],
  "a check without a model": [
    "FL112",
    "a/b has no model",
    /give it a model/,
    () => {
      defineCheck({ id: "a/b", title: "t", expect: "holds" }); // a check without a model
    },
  ],
  "two processes of one name": [
    "FL113",
    "mistakes: two of its process names are 'p'",
    /must differ/,
    () => {
      const twins: Model = sys.model("mistakes", { processes: [sys.process("p", idle), sys.process("p", idle)] }); // two processes of one name
      compose(twins);
    },
  ],
  "two properties of one name": [
    "FL113",
    "mistakes: two of its property names are 'q'",
    /must differ/,
    () => {
      const properties = [sys.always("q", {}, () => true), sys.never("q", {}, () => false)];
      const twins: Model = sys.model("mistakes", { processes: [sys.process("p", idle)], properties }); // two properties of one name
      compose(twins);
    },
  ],
  "a value of the wrong type": [
    "FL114",
    "n wants an integer, and is given true",
    /TypeScript sees this/,
    () => {
      step((s) => {
        s.n = true as unknown as number; // a value of the wrong type
      });
    },
  ],
  "a label of the wrong type": [
    "FL114",
    "pair.right wants a label, and is given 1",
    /TypeScript sees this/,
    () => {
      step((s) => {
        s.pair.right = 1 as unknown as "a"; // a label of the wrong type
      });
    },
  ],
  "a record for a vector": [
    "FL114",
    "bits wants a value of the same shape, and is given an object",
    /TypeScript sees this/,
    () => {
      step((s) => {
        s.bits = s.pair as unknown as State["bits"]; // a record for a vector
      });
    },
  ],
  "a field that is not there": [
    "FL114",
    "pair has no field 'middle'",
    /its fields: left, right/,
    () => {
      step((s) => {
        (s.pair as unknown as { middle: number }).middle = 1; // a field that is not there
      });
    },
  ],
  "a variable that is not there": [
    "FL114",
    "the state has no field 'm'",
    /its fields: n, fixed, bits, pair, members/,
    () => {
      step((s) => {
        when((s as unknown as { m: boolean }).m); // a variable that is not there
      });
    },
  ],
};

describe.each(Object.entries(mistakes))("%s", (marker, [code, message, hint, run]) => {
  it(`is ${code}, with its place and what to do`, () => {
    const error = caught(run);
    expect(error).toMatchObject({ code, message: message instanceof RegExp ? expect.stringMatching(message) : message, hint: expect.stringMatching(hint) });
    expect(error.site).toMatchObject(lineOf(import.meta.url, marker));
  });
});

it("every code of a specification's mistakes is triggered here", () => {
  const triggered = new Set(Object.values(mistakes).map(([code]) => code));
  expect([...triggered].sort()).toEqual(Array.from({ length: 14 }, (_, index) => `FL1${String(index + 1).padStart(2, "0")}`));
});
