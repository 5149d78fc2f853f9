import { setTimeout } from "node:timers/promises";
import type { Sort, Term } from "../../compiler/targets/smt/term.js";
import { SpecError } from "../../language/errors.js";

/** What z3 says of a condition; `unknown` where it gave up. */
export type Answer = "sat" | "unsat" | "unknown";

/** A question to z3, in SMT-LIB 2. */
export interface Session {
  /** Takes declarations, definitions and assertions, which hold from now on. */
  tell(text: string): void;
  /** Forgets what is asserted from here to the matching {@link pop}. Declarations stay. */
  push(): void;
  pop(): void;
  /** Whether everything that is asserted can be true at once. */
  check(): Promise<Answer>;
  /** Values in what the last check found, in the encoding of the slots: booleans are 0 and 1. */
  values(names: readonly { readonly name: Term; readonly sort: Sort }[]): readonly number[];
}

/** When a check is given up; it goes on for as long as it takes, unless something is said. */
export interface Limits {
  /** At so much effort, in z3's own measure. */
  readonly effort?: number | undefined;
  /** Once this is aborted: what is asked afterwards is `unknown` at once. */
  readonly signal?: AbortSignal | undefined;
}

/** Z3, compiled to WebAssembly: the optional peer z3-solver. */
export interface Z3 {
  /** A session of its own: what one is told, no other knows. */
  open(limits?: Limits): Session;
  /** Ends its threads, which would keep the process alive. */
  stop(): Promise<void>;
}

/** @throws SpecError FL401 if the package z3-solver is not installed */
export async function startZ3(): Promise<Z3> {
  const { init, killThreads } = await import("z3-solver").catch((cause: Error) => {
    throw new SpecError("FL401", `an inductive proof needs the package z3-solver: ${cause.message}`, "npm install z3-solver@5");
  });
  const { Z3: api, em } = await init();
  // The older of its solvers for arithmetic: what these formulas ask of div and mod it answers twenty times as fast.
  api.global_param_set("smt.arith.solver", "2");
  return {
    open: (limits) => openSession(api, limits),
    async stop() {
      // A thread that has answered says so once more, a moment later; if it is gone by then, z3-solver complains on the terminal.
      await setTimeout(50);
      await killThreads(em);
    },
  };
}

type Api = Awaited<ReturnType<typeof import("z3-solver")["init"]>>["Z3"];

function openSession(api: Api, { effort, signal }: Limits = {}): Session {
  const configuration = api.mk_config();
  const context = api.mk_context(configuration);
  api.del_config(configuration);
  const parser = api.mk_parser_context(context);
  api.parser_context_inc_ref(context, parser);
  const solver = api.mk_simple_solver(context);
  api.solver_inc_ref(context, solver);
  if (effort !== undefined) limit(api, context, solver, effort);
  const sorts = { Bool: api.mk_bool_sort(context), Int: api.mk_int_sort(context) };
  return {
    // The parser runs at once. z3-solver's eval_smtlib2_string() does not: its text may be gone before its thread has read it.
    tell(text) {
      const asserted = api.parser_context_from_string(context, parser, text);
      api.ast_vector_inc_ref(context, asserted);
      for (let index = 0; index < api.ast_vector_size(context, asserted); index++) {
        api.solver_assert(context, solver, api.ast_vector_get(context, asserted, index));
      }
      api.ast_vector_dec_ref(context, asserted);
    },
    push: () => api.solver_push(context, solver),
    pop: () => api.solver_pop(context, solver, 1),
    async check() {
      if (signal?.aborted) return "unknown";
      const interrupt = (): void => api.interrupt(context);
      signal?.addEventListener("abort", interrupt);
      const answer = await api.solver_check(context, solver);
      signal?.removeEventListener("abort", interrupt);
      if (answer === 1) return "sat";
      return answer === -1 ? "unsat" : "unknown";
    },
    values(names) {
      const model = api.solver_get_model(context, solver);
      api.model_inc_ref(context, model);
      const values = names.map(({ name, sort }) => {
        const constant = api.mk_const(context, api.mk_string_symbol(context, name.replace(/^\||\|$/g, "")), sorts[sort]);
        const value = api.model_eval(context, model, constant, true);
        return numberOf(value === null ? "" : api.ast_to_string(context, value));
      });
      api.model_dec_ref(context, model);
      return values;
    },
  };
}

/** Lets a solver give up each check at so much effort. Unlike a time, that is the same on every machine. */
function limit(api: Api, context: ReturnType<Api["mk_context"]>, solver: ReturnType<Api["mk_simple_solver"]>, effort: number): void {
  const parameters = api.mk_params(context);
  api.params_inc_ref(context, parameters);
  api.params_set_uint(context, parameters, api.mk_string_symbol(context, "rlimit"), effort);
  api.solver_set_params(context, solver, parameters);
  api.params_dec_ref(context, parameters);
}

/** `true`, `17` or `(- 3)`, as z3 writes them. */
function numberOf(text: string): number {
  if (text === "true" || text === "false") return text === "true" ? 1 : 0;
  return Number(text.replace(/^\(- (\d+)\)$/, "-$1"));
}
