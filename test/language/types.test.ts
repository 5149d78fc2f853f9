import { expect, expectTypeOf, it } from "vitest";
import {
  bool,
  defineCheck,
  type Model,
  oneOf,
  parameters,
  prototype,
  range,
  record,
  type Subset,
  subset,
  system,
  type ValueOf,
  type Vector,
  vector,
} from "../../src/language/index.js";

// The compiler is the test: each @ts-expect-error is itself an error where the line below it is accepted. `npm run typecheck` sees them.

const variables = { n: range(0, 9), state: oneOf("idle", "busy"), page: vector(2, record({ dirty: bool })), members: subset("x", "y") };
const sys = system("types", { parameters: parameters({ size: 4 }, ({ size }) => ({ twice: size * 2 })), variables });
const callee = prototype("callee", { args: { from: range(0, 3) }, results: { to: range(0, 3) }, exits: ["good", "bad"] });

it("the values of a domain are inferred", () => {
  type State = ValueOf<typeof variables>;
  expectTypeOf<State["n"]>().toEqualTypeOf<number>();
  expectTypeOf<State["state"]>().toEqualTypeOf<"idle" | "busy">();
  expectTypeOf<State["page"]>().toEqualTypeOf<Vector<{ dirty: boolean }>>();
  expectTypeOf<State["members"]>().toEqualTypeOf<Subset<"x" | "y">>();
});

it("a wrong next state, field, label or parameter is an error at that step", () => {
  const never = (): void => {
    sys.actor("a", {
      source: "",
      exits: ["done"],
      steps: {
        fine: (_, __, { size, twice }) => (size < twice ? "done" : "other"),
        // @ts-expect-error there is no step "nowhere"
        other: () => "nowhere",
        // @ts-expect-error there is no variable "m"
        field: (s) => (s.m === 1 ? "done" : "fine"),
        label(s) {
          // @ts-expect-error there is no label "bsuy"
          s.state = "bsuy";
          // @ts-expect-error a range holds numbers
          s.n = true;
          // @ts-expect-error there is no field "drity"
          s.page[0].drity = true;
          // @ts-expect-error there is no member "z"
          s.members.add("z");
          return "done";
        },
        // @ts-expect-error there is no parameter "seize"
        parameter: (_, __, { seize }) => (seize ? "done" : "fine"),
        // @ts-expect-error there is no local "count"
        local: (_, me) => (me.count === 1 ? "done" : "fine"),
        // @ts-expect-error no option is called "c"
        choice: (_, __, ___, choose) => (choose.oneOf("l", ["a", "b"]) === "c" ? "done" : "fine"),
      },
    });
  };
  expect(never).toBeTypeOf("function");
});

it("a missing exit handler, a wrong argument, a wrong result or a wrong start is an error at that call", () => {
  const never = (): void => {
    const steps = { begin: () => "call" as const };
    // @ts-expect-error the exit "bad" has no handler
    sys.actor("a", { source: "", steps, calls: { call: { to: callee, with: () => ({ from: 1 }), on: { good: () => "begin" } } } });
    // @ts-expect-error there is no argument "form"
    sys.actor("a", { source: "", steps, calls: { call: { to: callee, with: () => ({ form: 1 }), on: { good: () => "begin", bad: () => "begin" } } } });
    sys.actor("a", {
      source: "",
      // @ts-expect-error there is no step "beginning" to start with
      start: "beginning",
      steps,
      calls: {
        call: {
          to: callee,
          with: () => ({ from: 1 }),
          on: {
            // @ts-expect-error there is no result "two"
            good: (_, __, out) => (out.two ? "begin" : "call"),
            // @ts-expect-error there is no step "beginning" to go on with
            bad: () => "beginning",
          },
        },
      },
    });
    // @ts-expect-error a process has the function's arguments
    sys.process("p", callee, { with: () => ({ form: 1 }) });
  };
  expect(never).toBeTypeOf("function");
});

it("variants and hunks may name the steps of what they change, and no others", () => {
  const never = (): void => {
    const machine = sys.machine(callee, { source: "", steps: { begin: (_, me) => (me.from > 1 ? "good" : "bad") } });
    sys.variant(machine, "2", { steps: { end: () => "good", begin: () => "end" } });
    sys.hunk(machine, { steps: { begin: () => "bad" } });
    // @ts-expect-error there is no step "nowhere"
    sys.variant(machine, "3", { steps: { begin: () => "nowhere" } });
    // @ts-expect-error there is no step "nowhere"
    sys.hunk(machine, { steps: { begin: () => "nowhere" } });
  };
  expect(never).toBeTypeOf("function");
});

it("properties look, and do not touch", () => {
  const never = (): void => {
    sys.step("p", {}, (before, after) => {
      // @ts-expect-error a property may not write
      before.n = 1;
      // @ts-expect-error not what comes after a step either
      after.page[0].dirty = true;
      return true;
    });
    // @ts-expect-error there is no parameter "seize"
    sys.model("m", { set: { seize: 1 }, processes: [] });
    // @ts-expect-error a check expects one of two verdicts
    defineCheck({ id: "a", title: "a", expect: "maybe", model: undefined as unknown as Model });
  };
  expect(never).toBeTypeOf("function");
});
