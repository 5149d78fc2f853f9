import type { ParameterValues } from "../language/index.js";

/** What every job of a sweep is decided with. */
export interface SweepBudget {
  readonly maxStates?: number | undefined;
  readonly maxSeconds?: number | undefined;
  readonly maxMemory?: number | undefined;
  /** Bounds that win over those of the sweep. */
  readonly set: ParameterValues;
}
