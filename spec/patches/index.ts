/** Every patch that the package knows. */
import type { Patch } from "../../src/language/index.js";
import { fix0befb8511e6a } from "./0befb8511e6a.js";
import { fix198dd8aedee6 } from "./198dd8aedee6.js";
import { b71450e2cc4b } from "./b71450e2cc4b.js";
import { d7b64041164c } from "./d7b64041164c.js";
import { d031a8866e70 } from "./d031a8866e70.js";
import { e1fa9ea85ce8 } from "./e1fa9ea85ce8.js";
import { endBlockKept } from "./end-block-kept.js";
import { f43dc4dc3eff } from "./f43dc4dc3eff.js";
import { lateUptodate } from "./late-uptodate.js";
import { linusClamp } from "./linus-clamp.js";
import { mkwriteDirtyUnderGlock } from "./mkwrite-dirty-under-glock.js";
import { startRoundedDown } from "./start-rounded-down.js";
import { trimAfterShortCopy } from "./trim-after-short-copy.js";
import { uptodatePrefixAccepted } from "./uptodate-prefix-accepted.js";

export {
  b71450e2cc4b,
  d7b64041164c,
  d031a8866e70,
  e1fa9ea85ce8,
  endBlockKept,
  f43dc4dc3eff,
  fix0befb8511e6a,
  fix198dd8aedee6,
  lateUptodate,
  linusClamp,
  mkwriteDirtyUnderGlock,
  startRoundedDown,
  trimAfterShortCopy,
  uptodatePrefixAccepted,
};

/** Every patch, the oldest first. */
export const patches: readonly Patch[] = [
  linusClamp,
  d031a8866e70,
  e1fa9ea85ce8,
  b71450e2cc4b,
  fix0befb8511e6a,
  fix198dd8aedee6,
  f43dc4dc3eff,
  d7b64041164c,
  lateUptodate,
  startRoundedDown,
  trimAfterShortCopy,
  endBlockKept,
  mkwriteDirtyUnderGlock,
  uptodatePrefixAccepted,
];
