/**
 * Matchers of vitest for models: {@link ModelMatchers.toHold}, {@link ModelMatchers.toViolate}, {@link ModelMatchers.toReach}. To import this module is to have them; `setupFiles: ["faultline/vitest"]` imports it
 * for every test.
 * @packageDocumentation
 */
import type { QuestionOptions } from "./question.js";
import { toHold } from "./toHold.js";
import { type Goal, type ReachOptions, toReach } from "./toReach.js";
import { toViolate, type ViolationOptions } from "./toViolate.js";
import { expect } from "./vitest.js";

export type { Goal, QuestionOptions, ReachOptions, ViolationOptions };

/**
 * What `expect(model)` can be asked. Each explores the model, so each has to be awaited. A search that does not come to its end fails a matcher, and its opposite, too. Where one fails because of a run,
 * its message is the shortest such run, explained as `faultline trace` explains it.
 */
export interface ModelMatchers {
  /**
   * The model holds, or the properties do that a name means, as such or as a glob: no reachable state or step violates them.
   * @throws SpecError FL309 for a name of no property, FL302 for what is no model, and whatever `check()` throws
   */
  toHold(options?: QuestionOptions): Promise<void>;
  toHold(property: string, options?: QuestionOptions): Promise<void>;
  /**
   * The model violates some property, or one of those that a name means; with `steps`, a shortest counterexample has exactly so many.
   * @throws SpecError as {@link ModelMatchers.toHold}
   */
  toViolate(options?: ViolationOptions): Promise<void>;
  toViolate(property: string, options?: ViolationOptions): Promise<void>;
  /**
   * Some run of the model takes a step, or comes to a state; with `steps`, a shortest one has exactly so many.
   * @throws SpecError FL309 for a name of no step, otherwise as {@link ModelMatchers.toHold}
   */
  toReach(goal: Goal, options?: ReachOptions): Promise<void>;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: the type parameter is vitest's own, and has to be repeated.
  interface Matchers<T = any> extends ModelMatchers {}
}

expect.extend({
  toHold(received: unknown, property?: string | QuestionOptions, options?: QuestionOptions) {
    return typeof property === "string" ? toHold(this, received, property, options ?? {}) : toHold(this, received, undefined, property ?? {});
  },
  toViolate(received: unknown, property?: string | ViolationOptions, options?: ViolationOptions) {
    return typeof property === "string" ? toViolate(this, received, property, options ?? {}) : toViolate(this, received, undefined, property ?? {});
  },
  toReach(received: unknown, goal: Goal, options: ReachOptions = {}) {
    return toReach(this, received, goal, options);
  },
});
