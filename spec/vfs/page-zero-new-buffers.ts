import { prototype } from "../../src/language/index.js";
import { folioIndex, pageLength } from "../page-cache/bounds.js";
import { writePath } from "../write-path.js";
import { zeroNewBuffers } from "./buffer-head.js";

/** Zeroes what a short copy left of the blocks that its write allocated: from `from` up to, but not including, `to`. */
export const page_zero_new_buffers = prototype("page_zero_new_buffers", {
  args: { folio: folioIndex, from: pageLength, to: pageLength },
  exits: ["done"],
});

/**
 * page_zero_new_buffers(), fs/buffer.c, 6.1 (folio_zero_new_buffers() since 6.8). Without it an allocated block would stay as the
 * disk's last owner left it. One step: a folio with new buffers is locked and not uptodate, so nobody sees its cells.
 */
export const pageZeroNewBuffers = writePath.machine(page_zero_new_buffers, {
  source: "page_zero_new_buffers(), fs/buffer.c, 6.1",
  steps: {
    zero(s, me, p) {
      zeroNewBuffers(s.folios[me.folio], me.from, me.to, p);
      return "done";
    },
  },
});
