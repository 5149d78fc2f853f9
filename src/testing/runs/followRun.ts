import { SpecError } from "../../language/index.js";
import type { DecodedState } from "../../trace/traceDocument.js";
import { type ModelRun, type ModelStep, showStep } from "./modelRun.js";

/** How a real system takes the steps of a model. `R` is the system, or whatever a test holds of it. */
export interface RealSystem<R> {
  /** Makes a system that is in the initial state. */
  readonly start: (initial: DecodedState) => R | Promise<R>;
  /**
   * What the system does where the model takes a step: by its whole name (`writer/iomap_write_iter.copy`), by function and step (`iomap_write_iter.copy`), or by the step (`copy`); the longest name that
   * there is counts. `*` stands for all others. The answers to its choices are in {@link ModelStep.answers}.
   */
  readonly steps: Readonly<Record<string, (real: R, step: ModelStep) => unknown>>;
  /** Compares the system with the state of the model, at first and after each step: throws, or returns false, where they differ. */
  readonly agrees: (real: R, state: DecodedState) => unknown;
  /** Is called in the end, also where they differ. */
  readonly stop?: (real: R) => unknown;
}

/**
 * Takes a run of a model on a real system, step by step, and compares the two after each: the model is the oracle.
 * @throws Error where they differ, with the step and how the system came there; what `agrees` threw is its cause
 * @throws SpecError FL302 for a step that {@link RealSystem.steps} does not have
 */
export async function followRun<R>(run: ModelRun, system: RealSystem<R>): Promise<void> {
  const takers = run.steps.map((step) => takerOf(system, step));
  const real = await system.start(run.initial);
  try {
    await compare(system, real, run, 0);
    for (const [index, step] of run.steps.entries()) {
      await takers[index]?.(real, step);
      await compare(system, real, run, index + 1);
    }
  } finally {
    await system.stop?.(real);
  }
}

function takerOf<R>({ steps }: RealSystem<R>, { name, function: of, step }: ModelStep): RealSystem<R>["steps"][string] {
  const names = [name, `${of}.${step}`, step, "*"];
  const taker = names.find((each) => Object.hasOwn(steps, each));
  if (taker !== undefined) return steps[taker] as RealSystem<R>["steps"][string];
  const known = Object.keys(steps).join(", ") || "none";
  throw new SpecError(
    "FL302",
    `nobody says what the real system does at '${name}'`,
    `give steps a function '${step}', or '*' for all others; it has: ${known}`,
  );
}

async function compare<R>({ agrees }: RealSystem<R>, real: R, { initial, steps }: ModelRun, taken: number): Promise<void> {
  let cause: unknown;
  try {
    if ((await agrees(real, steps[taken - 1]?.state ?? initial)) !== false) return;
  } catch (error) {
    cause = error;
  }
  const where = taken === 0 ? "at first" : `after step ${taken}, ${showStep(steps[taken - 1] as ModelStep)}`;
  const said = cause === undefined ? "" : `: ${cause instanceof Error ? cause.message : String(cause)}`;
  const way = steps.slice(0, taken).map((step, index) => `\n  ${index + 1}  ${showStep(step)}`);
  throw new Error(`the real system differs from the model ${where}${said}${way.join("")}`, { cause });
}
