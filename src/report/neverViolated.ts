import type { CheckReport } from "./checkReport.js";
import type { PropertyReport } from "./runReport.js";

/** A property that every model keeps which was asked. */
export interface NeverViolated {
  readonly property: string;
  /** Runs that asked it and in which it holds. */
  readonly runs: number;
  /** The kernels of those runs, with their patches; none where models have no kernel. */
  readonly kernels: readonly string[];
}

/** Kinds that say something of every state, transition or run. A `sometimes` that holds has its witness; the others are not the model's own. */
const MAY_BE_TRIVIAL: readonly PropertyReport["kind"][] = ["always", "never", "step", "temporal"];

/**
 * The properties that nothing ever violated: neither an old kernel, nor one that is broken on purpose. Each may be true, or may be true of
 * everything; a model that violates it tells which. Properties that were not decided everywhere are not among them.
 */
export function neverViolated(checks: readonly CheckReport[]): NeverViolated[] {
  const asked = checks.flatMap(({ runs }) =>
    runs.flatMap(({ kernel, patches, properties }) =>
      properties
        .filter(({ kind }) => MAY_BE_TRIVIAL.includes(kind))
        .map(({ name, verdict }) => ({ name, verdict, on: kernel === null ? [] : [[kernel, ...patches].join(" + ")] })),
    ),
  );
  const names = [...new Set(asked.map(({ name }) => name))];
  return names.flatMap((property) => {
    const results = asked.filter(({ name }) => name === property);
    if (results.some(({ verdict }) => verdict !== "holds")) return [];
    return [{ property, runs: results.length, kernels: [...new Set(results.flatMap(({ on }) => on))] }];
  });
}
