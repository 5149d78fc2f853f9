import type { ModelProgram, ProcessProgram, StateProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { combinations, type LeafProgram, leafProgramOf } from "../leaf/leafProgram.js";
import { Names } from "../leaf/names.js";
import { type Variable, Variables } from "../leaf/variables.js";
import { CPrinter } from "./cPrinter.js";
import { cBody } from "./cStatements.js";
import { propertyCode } from "./properties.js";
import { RESERVED } from "./reserved.js";
import { temporalCode } from "./temporal.js";

/**
 * A model in Promela, for SPIN 6.5. The state is Promela's; what a step does to it is C, because a Promela guard can look at the state but not run
 * a step to see whether it succeeds. Option k of a process is leaf k of the step at which the process stands, so that a leaf is one transition.
 * @throws SpecError FL310 for a step with too many combinations of answers
 */
export function promelaOf(model: ModelProgram): string {
  return new PromelaWriter(model).write();
}

class PromelaWriter {
  private readonly names = new Names(RESERVED);
  private readonly variables: Variables;

  constructor(private readonly model: ModelProgram) {
    this.variables = new Variables(model, this.names);
  }

  write(): string {
    const { model } = this;
    const processes = model.processes.map((process) => this.process(process));
    return [
      header(model),
      this.variables.all.map(declaration).join(""),
      "hidden int leaf_;\n",
      model.temporal.length === 0 ? "" : TEMPORAL,
      this.support(),
      propertyCode(model, () => new CPrinter(this.variables, this.names.inner()), this.names),
      this.commit(),
      ...processes.map(({ code }) => code),
      this.initial(),
      ...processes.map(({ declared }) => declared),
      init(
        processes.map(({ name }) => name),
        model.temporal.length > 0,
      ),
      temporalCode(model, this.variables, this.names),
    ].join("\n");
  }

  /** What ends a transition: the state after the step becomes SPIN's own. */
  private commit(): string {
    return `c_code {
static void put_ (void) {
${this.each(put)}#ifdef PROPERTIES
  assert_state_ ();
#endif
}
static void move_ (void) {
#ifdef PROPERTIES
  assert_step_ ();
#endif
  put_ ();
}
}
`;
  }

  private each(text: (variable: Variable) => string): string {
    return this.variables.all.map((variable) => `  ${text(variable)}\n`).join("");
  }

  private support(): string {
    const members = this.variables.all.map((variable) => `  ${C_TYPES[typeOf(variable)]} ${variable.name}${dimension(variable)};\n`).join("");
    return `c_code {
static struct {
${members}} after_, *initials_;
static long initials_made_;
static inline long min_ (long a, long b) { return a < b ? a : b; }
static inline long max_ (long a, long b) { return a > b ? a : b; }
static inline long div_ (long a, long b) { long q = a / b; return q * b != a && (a < 0) != (b < 0) ? q - 1 : q; }
static inline long mod_ (long a, long b) { return a - div_ (a, b) * b; }
static inline void get_ (void) {
${this.each(get)}}
}
`;
  }

  private process({ name, slot, states }: ProcessProgram): { name: string; code: string; declared: string } {
    const called = this.names.take(name);
    const steps = states.filter((state): state is StateProgram & { program: object } => state.program !== undefined);
    const leaves = steps.map((state) => ({
      state,
      leaf: leafProgramOf(state.program, state.name),
      function: this.names.take(`${state.function} ${state.step}`),
    }));
    const functions = leaves.map(({ state, leaf, function: takes }) => this.taker(takes, state.name, leaf)).join("\n");
    const cases = leaves.map(({ state, leaf, function: takes }) => `  case ${state.index}: return ${taken(takes, leaf)};\n`).join("");
    const standing = this.variables.at(slot).name;
    const most = Math.max(0, ...leaves.map(({ leaf }) => combinations(leaf)));
    const options = Array.from({ length: most }, (_, k) => `  :: d_step { c_expr { ${called}_leaf (${k}) } -> c_code { move_ (); } }\n`).join("");
    const body = most === 0 ? "  false\n" : `  do\n${options}  od\n`;
    return {
      name: called,
      code: `${functions}\nc_code {\nstatic int ${called}_leaf (long k) {\n  switch (now.${standing}) {\n${cases}  default: return 0;\n  }\n}\n}\n`,
      declared: `proctype ${called} () {\nend:\n${body}}\n`,
    };
  }

  private taker(name: string, about: string, leaf: LeafProgram): string {
    const printer = new CPrinter(this.variables, this.names.inner());
    const parameters = leaf.answers.map(({ temp }) => `long ${printer.temp(temp)}`).join(", ") || "void";
    return `c_code {\n/* ${commentOf(about)} */\nstatic int ${name} (${parameters}) {\n${cBody(this.model, leaf, printer)}}\n}\n`;
  }

  private initial(): string {
    const leaf = leafProgramOf(this.model.initial, `${this.model.name}: initial`);
    const blank = this.variables.all.flatMap(({ name, slots, isArray }) =>
      slots.map(({ least }, index) => `  after_.${name}${isArray ? `[${index}]` : ""} = ${least};\n`),
    );
    return `${this.taker("initial_", "initial states", leaf)}
c_code {
static void blank_ (void) {
${blank.join("")}}
static int initial_leaf (long k) {
  blank_ ();
  return ${decoded("initial_", leaf)};
}
static void find_initials_ (void) {
  for (long k = 0; k < ${combinations(leaf)}; k++) {
    if (!initial_leaf (k)) continue;
    if ((initials_made_ & (initials_made_ + 1)) == 0) initials_ = realloc (initials_, 2 * (initials_made_ + 1) * sizeof after_);
    memcpy (&initials_[initials_made_++], &after_, sizeof after_);
  }
}
static void put_initial_ (long k) {
  memcpy (&after_, &initials_[k], sizeof after_);
  put_ ();
}
}
`;
  }
}

/**
 * Where nobody can move, a process of its own does, and changes nothing: in a state without successors SPIN 6.5.2 with -f overlooks runs that it should find
 * (https://github.com/nimble-code/Spin/issues/38).
 */
const TEMPORAL = `#ifdef TEMPORAL
bit started_;
proctype idle_ () {
  do
  :: timeout
  od
}
#endif
`;

/** The initial states one after the other, in one atomic sequence: SPIN counts a transition for each, and the state before them. */
function init(processes: readonly string[], temporal: boolean): string {
  const runs = processes.map((name) => `    run ${name} ();\n`).join("");
  return `init {
  atomic {
    c_code { if (!initials_made_) find_initials_ (); };
    do
    :: c_expr { leaf_ + 1 < initials_made_ } -> leaf_++
    :: break
    od;
    c_code { put_initial_ (leaf_); };
    leaf_ = 0;
${runs}${temporal ? "#ifdef TEMPORAL\n    run idle_ ();\n    started_ = 1;\n#endif\n" : ""}  }
}
`;
}

/** A call that takes leaf `k` of a step of the state `now`, if the step has as many. */
function taken(name: string, leaf: LeafProgram): string {
  return `k < ${combinations(leaf)} && (get_ (), ${decoded(name, leaf)})`;
}

/** The answers of leaf `k`: the first choice has the greatest weight. */
function decoded(name: string, { answers }: LeafProgram): string {
  let weight = 1;
  const given = [...answers].reverse().map(({ least, greatest }) => {
    const options = greatest - least + 1;
    const text = `${weight === 1 ? "k" : `k / ${weight}`} % ${options}${least === 0 ? "" : ` + ${least}`}`;
    weight *= options;
    return text;
  });
  return `${name} (${given.reverse().join(", ")})`;
}

type PromelaType = "bit" | "byte" | "short" | "int";

const C_TYPES: Readonly<Record<PromelaType, string>> = { bit: "unsigned char", byte: "unsigned char", short: "short", int: "int" };

/** The smallest type that holds a variable; arrays of bits are arrays of bytes to SPIN. */
function typeOf({ least, greatest, isArray }: Variable): PromelaType {
  if (least >= 0 && greatest <= 1 && !isArray) return "bit";
  if (least >= 0 && greatest <= 255) return "byte";
  return least >= -(2 ** 15) && greatest < 2 ** 15 ? "short" : "int";
}

function dimension({ isArray, slots }: Variable): string {
  return isArray ? `[${slots.length}]` : "";
}

function declaration(variable: Variable): string {
  return `${typeOf(variable)} ${variable.name}${dimension(variable)};\n`;
}

function get({ name, isArray }: Variable): string {
  return isArray ? `memcpy (after_.${name}, now.${name}, sizeof after_.${name});` : `after_.${name} = now.${name};`;
}

function put({ name, isArray }: Variable): string {
  return isArray ? `memcpy (now.${name}, after_.${name}, sizeof after_.${name});` : `now.${name} = after_.${name};`;
}

function header({ name }: ModelProgram): string {
  return `/*
 * ${commentOf(name)}: exported by faultline for SPIN 6.5.
 *
 *   spin -a FILE && cc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000 -n -E
 *
 * SPIN stores one state more than faultline, the one before init. It counts as a transition each leaf of init, of which there are as many as
 * initial states are chosen, twins included; and one more, because it adds stored and matched states.
 * With spin -DPROPERTIES -a FILE the properties are asserted: of each state when a step or init has made it, of each transition.
 * With spin -DTEMPORAL -a FILE its ltl formulas are read; pan is then compiled without -DSAFETY.
 */
`;
}
