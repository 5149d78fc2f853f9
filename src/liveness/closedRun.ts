import type { Trace } from "../engine/result.js";

/**
 * A lasso of a graph as a run whose loop comes back to the very state in which it begins. In a graph of which dead variables were cleared a loop may come back to a state that differs in those;
 * taken again, it comes back to one that it was in before. The stem is then rolled up: what it ends with is not told twice if the loop ends with it too.
 * @param replayed takes a run again, by its leaves
 * @param loop leaves; none, if the run ends with the stem
 */
export function closedRun(replayed: (leaves: readonly number[]) => Trace, stem: readonly number[], loop: readonly number[]): Trace & { readonly loop: number } {
  if (loop.length === 0) return { ...replayed(stem), loop: stem.length };
  for (let times = 1; ; times++) {
    const leaves = [...stem, ...Array.from({ length: times }, () => loop).flat()];
    const trace = replayed(leaves);
    const states = [trace.initial, ...trace.steps.map(({ state }) => state ?? [])].map((state) => state.join());
    const end = states.at(-1);
    const length = Array.from({ length: times }, (_, before) => (before + 1) * loop.length).find((back) => states[leaves.length - back] === end);
    if (length === undefined) continue;
    let last = leaves.length;
    while (last > length && leaves[last - 1] === leaves[last - 1 - length] && states[last - 1] === states[last - 1 - length]) last--;
    return { ...trace, steps: trace.steps.slice(0, last), loop: last - length };
  }
}
