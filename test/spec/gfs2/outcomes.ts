import { contentAt } from "../../../spec/page-cache/file.js";
import { residency } from "../../../spec/page-cache/user-buffer.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { Stepper } from "../../../src/engine/interpreter/stepper.js";
import { compose } from "../../../src/language/compose.js";
import { type Model, type Process, prototype, range, when } from "../../../src/language/index.js";

/** How a write ended: what it returned, and where the file then reads as somebody else's old disk content. */
export interface Outcome {
  readonly count: number;
  readonly errno: string;
  readonly stale: readonly number[];
}

/** Every way in which the write of a model can end, without twins. */
export function outcomesOf(model: Model): readonly Outcome[] {
  const composed = compose(model);
  const stepper = new Stepper(composed);
  const p = composed.parameters as unknown as Bounds;
  const found = new Map<string, Outcome>();
  const seen = new Set<string>();
  const todo: Int32Array[] = [];
  const visit = (): void => {
    const state = stepper.slots.slice();
    const key = state.join();
    if (seen.has(key)) return;
    seen.add(key);
    todo.push(state);
  };
  stepper.initialStates(visit);
  for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
    const outcome = outcomeIn(stepper.look(state) as State, p);
    if (outcome !== undefined) found.set(JSON.stringify(outcome), outcome);
    stepper.successors(state, visit);
  }
  return [...found.keys()].sort().map((key) => found.get(key) as Outcome);
}

function outcomeIn(s: State, p: Bounds): Outcome | undefined {
  if (!s.result.returned) return undefined;
  const cells = Array.from({ length: s.i_size }, (_, cell) => cell);
  return { count: s.result.count, errno: s.result.errno, stale: cells.filter((cell) => contentAt(s, cell, p) === "stale") };
}

const taker = writePath.machine(prototype("taker", { args: { page: range(0, 2), leaves: residency }, exits: ["done"] }), {
  source: "madvise(MADV_DONTNEED), mprotect(PROT_NONE)",
  steps: {
    take(s, me) {
      when(!s.result.returned);
      s.user.pages[me.page] = me.leaves;
      return "done";
    },
  },
});

/** One page of the user's buffer goes away, at any moment: dropped, so that it can be faulted in again, or gone for good. */
export function takes(page: number, leaves: "absent" | "invalid"): Process {
  return writePath.process("taker", taker, { daemon: true, with: () => ({ page, leaves }) });
}
