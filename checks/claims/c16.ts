import { iomap_begin, iomap_iter } from "../../spec/iomap/iomap-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch, type StructuralFinding, type Structure } from "../../src/language/index.js";

/** The suspicion: whoever advances, it is not written to iter.pos. */
function posIsNeverWrittenBack({ steps }: Structure): StructuralFinding {
  const writers = steps.filter((step) => step.function === "iomap_iter" && step.writes.includes("iter.pos"));
  const inEnd = steps.filter((step) => step.next.some((next) => next.includes("iomap_iter/iomap_begin")) && step.writes.includes("iter.pos"));
  const found = [...new Set([...writers, ...inEnd])];
  return {
    holds: found.length === 0,
    evidence:
      found.length === 0
        ? ["no step of the loop writes iter.pos"]
        : found.map(({ path, step }) => `on the way on from ${path}.${step} iomap_iter() writes iter.pos`),
  };
}

const neverAdvances = patch("never-advances", {
  title: "an iomap_iter() that maps and never advances",
  links: [
    writePath.machine(iomap_iter, {
      source: "what the thread suspected",
      steps: {
        enter: () => "iomap_begin",
      },
      calls: {
        iomap_begin: {
          to: iomap_begin,
          with: (s) => ({ pos: s.iter.pos, length: s.iter.len }),
          on: { mapped: () => "more", failed: () => "stop" },
        },
      },
    }),
  ],
});

export const c16 = defineCheck({
  id: "claims/c16",
  title: "iter.pos is never written back",
  by: "the thread, May 2022, as a suspicion",
  refutedBy: "a step of iomap_iter() that advances iter.pos by what was processed",
  expect: "violated",
  runs: [{ name: "gfs2, 5.17", expect: "violated", model: gfs2Write(v5_17), decide: posIsNeverWrittenBack }],
  mutant: { patch: neverAdvances, turns: "holds" },
});
