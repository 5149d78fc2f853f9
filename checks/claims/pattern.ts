/**
 * Which version of gfs2 leaves stale data in the file, and which shows stale data or garbage between its retries: every write of up
 * to two pages over a grid of 8,316 initial states, without any other actor. The pattern, not the counts, is what is compared: which
 * versions have none.
 */

import { gfs2FileBufferedWritePrefaults } from "../../spec/gfs2/gfs2-file-buffered-write-demotable.js";
import { v5_17, v5_18_prefault } from "../../spec/kernels.js";
import { copiesAreWhole, gfs2MappingsAreUsed } from "../../spec/known-unreached.js";
import { d031a8866e70, lateUptodate, linusClamp, startRoundedDown } from "../../spec/patches/index.js";
import { patternBounds, patternGrid } from "../../spec/pattern-grid.js";
import { noGarbageBetweenRetries, noStaleBetweenRetries, noStaleLeft } from "../../spec/properties/index.js";
import { gfs2Write } from "../../spec/workbench.js";
import { apply, defineCheck, type Kernel, patch, type Run } from "../../src/language/index.js";

/** For each version at each block size: is stale data left, is garbage or stale data readable between retries? */
type Shows = "nothing" | "garbage" | "left, stale" | "left, garbage, stale";

function row(name: string, kernel: Kernel, BLOCK: number, shows: Shows): Run {
  const seen = shows.split(", ");
  const verdict = (what: string): "holds" | "violated" => (seen.includes(what) ? "violated" : "holds");
  return {
    name: `${name}, block of ${BLOCK} cells`,
    expect: shows === "nothing" ? "holds" : "violated",
    properties: {
      [noStaleLeft.name]: verdict("left"),
      [noGarbageBetweenRetries.name]: verdict("garbage"),
      [noStaleBetweenRetries.name]: verdict("stale"),
    },
    model: gfs2Write(kernel, {
      set: { ...patternBounds, BLOCK },
      initial: patternGrid,
      properties: [noStaleLeft, noGarbageBetweenRetries, noStaleBetweenRetries],
    }),
  };
}

/** What hides every row: all that is needed is in memory before the first attempt, and nobody takes it away. */
const prefaults = patch("prefaults", { title: "fault the window in before the first attempt", links: [gfs2FileBufferedWritePrefaults] });

const ended = apply(v5_17, d031a8866e70);
const startedAndEnded = apply(ended, startRoundedDown);

export const pattern = defineCheck({
  id: "claims/pattern",
  title: "Which version of gfs2 leaves stale data: the old rounding, the clamp and d031a8866e70 do; prefault and rounding the start do not",
  by: "behaviour.md §5, from an independent model",
  disputed:
    "Of the 8,316 initial states just as many end with stale data as in the table: 1323, 1323 with the clamp, 990 with d031a8866e70 and none " +
    "after that for blocks of 4 cells; 816, 849, 528 and none for blocks of 2. What is readable between retries differs in two rows: with " +
    "d031a8866e70, and with the start rounded down, the table has no garbage for blocks of 2 cells, the model has some. The model does what " +
    "behaviour.md §1c says: a run of several blocks is marked uptodate as a whole, and a block's bit stays set when the copy is rejected, " +
    "which predictions.md §2.2 records on a real kernel. (The table also counts a case once, the rows here ask each question of every case.)",
  refutedBy: "a version that leaves stale data where the table has none, or the other way round",
  expect: "violated",
  unreached: [...copiesAreWhole, ...gfs2MappingsAreUsed],
  runs: [
    row("5.17", v5_17, 4, "left, garbage, stale"),
    row("5.17", v5_17, 2, "left, garbage, stale"),
    row("with Linus's clamp", apply(v5_17, linusClamp), 4, "left, stale"),
    row("with Linus's clamp", apply(v5_17, linusClamp), 2, "left, stale"),
    row("d031a8866e70", ended, 4, "left, garbage, stale"),
    row("d031a8866e70", ended, 2, "left, garbage, stale"),
    row("d031a8866e70 + prefault", apply(v5_18_prefault, d031a8866e70), 4, "nothing"),
    row("d031a8866e70 + prefault", apply(v5_18_prefault, d031a8866e70), 2, "nothing"),
    row("start rounded down", startedAndEnded, 4, "garbage"),
    row("start rounded down", startedAndEnded, 2, "garbage"),
    row("start rounded down + late marking", apply(startedAndEnded, lateUptodate), 4, "nothing"),
    row("start rounded down + late marking", apply(startedAndEnded, lateUptodate), 2, "nothing"),
  ],
  mutant: { patch: prefaults, turns: "holds" },
});
