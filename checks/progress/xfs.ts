/**
 * Until 6.5 a write needs luck, as the kernel promises. Since 6.6 it needs peace: a copy that came up short is tried again for what it copied; if
 * the page is gone by then, and not one cell is copied, all is asked for again, and comes up short again. Each fault-in of the whole is
 * followed by a copy that gets something, so that the writer is lucky in every turn, and none the further for it. Nobody is
 * likely to meet that: a page must vanish in each turn, in the same place.
 *
 * 6.6-rc needs neither page nor luck to go round for ever: b14.
 */
import {
  posted2025,
  v5_16,
  v5_16_rc1,
  v5_17,
  v5_18,
  v5_18_prefault,
  v5_18_rc5,
  v5_19,
  v6_0,
  v6_1,
  v6_1_192,
  v6_2,
  v6_5,
  v6_6,
  v6_6_rc,
  v6_10,
  v6_12_117,
  v6_13,
  v6_15,
} from "../../spec/kernels.js";
import { mappingStaysValid } from "../../spec/known-unreached.js";
import { progressRuns } from "../../spec/progress.js";
import { xfsWrite } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

const beforeLargeFolios = [v5_16_rc1, v5_16, v5_17, v5_18_rc5, v5_18_prefault, v5_18, v5_19, v6_0, v6_1, v6_1_192, v6_2, v6_5];
const withRetryLabel = [v6_6, v6_10, v6_12_117, v6_13, v6_15];

export const xfs = defineCheck({
  id: "progress/xfs",
  title: "A write through iomap returns, if what it faults in stays there until the next copy again and again",
  by: "behaviour.md §4, 14",
  refutedBy: "a write that goes round for ever although it was lucky again and again",
  expect: "violated",
  unreached: [...mappingStaysValid],
  runs: [
    ...progressRuns(xfsWrite, "iomap_write_iter.again", "luck", beforeLargeFolios),
    ...progressRuns(xfsWrite, "iomap_write_iter.next", "more than that", [v6_6_rc]),
    ...progressRuns(xfsWrite, "iomap_write_iter.retry", "peace", withRetryLabel),
    ...progressRuns(xfsWrite, "iomap_write_iter.fault_in", "peace", [posted2025]),
  ],
});
