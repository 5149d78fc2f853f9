/**
 * gfs2 copies with page faults off and faults in between two calls of iomap, so that a page that vanishes ends the inner loop with EFAULT, and
 * the next window is faulted in as a whole: luck is enough, whatever iomap does since 6.6. Two kernels go round for ever in
 * peace: 5.16-rc1 (b04), and 6.6-rc, whose inner loop it is (b14).
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
import { gfs2Write } from "../../spec/workbench.js";
import { defineCheck } from "../../src/language/index.js";

const beforeLargeFolios = [v5_16, v5_17, v5_18_rc5, v5_18_prefault, v5_18, v5_19, v6_0, v6_1, v6_1_192, v6_2, v6_5];
const withLargeFolios = [v6_6, v6_10, v6_12_117, v6_13, v6_15, posted2025];

export const gfs2 = defineCheck({
  id: "progress/gfs2",
  title: "A write to gfs2 returns, if what it faults in stays there until the next copy again and again",
  by: "behaviour.md §4, 14",
  refutedBy: "a write that goes round for ever although it was lucky again and again",
  expect: "holds",
  // no write begins past the end of the file
  unreached: [...mappingStaysValid, "writer/gfs2_clear_beyond_eof.lock_folio", "writer/gfs2_clear_beyond_eof.read", "writer/gfs2_clear_beyond_eof.zero"],
  runs: [
    ...progressRuns(gfs2Write, "writer.fault_in", "more than that", [v5_16_rc1, v6_6_rc]),
    ...progressRuns(gfs2Write, "writer.fault_in", "luck", beforeLargeFolios),
    ...progressRuns(gfs2Write, "writer.fault_in", "luck", withLargeFolios),
  ],
});
