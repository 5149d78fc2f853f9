import { min, prototype } from "../../src/language/index.js";
import { fileOffset, folioIndex, writeLength } from "../page-cache/bounds.js";
import { offsetInPage } from "../page-cache/folio.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { commitBuffers } from "./buffer-head.js";
import { page_zero_new_buffers } from "./page-zero-new-buffers.js";

/** Commits `copied` of `len` cells in the buffers of a locked folio: `ret` is 0 or `copied`. */
export const block_write_end = prototype("block_write_end", {
  args: { folio: folioIndex, pos: fileOffset, len: writeLength, copied: writeLength },
  results: { ret: writeLength },
  exits: ["done"],
});

/**
 * block_write_end(), fs/buffer.c, 6.1. A short copy into a folio that is not uptodate counts as nothing, and new buffers are zeroed
 * where it fell short. The commit follows all the same, be it of no cell.
 */
export const blockWriteEnd = writePath.machine(block_write_end, {
  source: "block_write_end(), fs/buffer.c, 6.1",
  steps: {
    // if (copied < len) …; __block_commit_write()
    accept(s, me, p) {
      me.ret = me.copied < me.len && !s.folios[me.folio].uptodate ? 0 : me.copied;
      if (me.copied < me.len) return "page_zero_new_buffers";
      commit(s, me.folio, me.pos, me.len, me.ret, p);
      return "done";
    },
  },
  calls: {
    page_zero_new_buffers: {
      to: page_zero_new_buffers,
      with: (_s, me, p) => ({ folio: me.folio, from: offsetInPage(me.pos, p) + me.ret, to: min(offsetInPage(me.pos, p) + me.len, p.PAGE) }),
      on: {
        done: (s, me, _out, p) => {
          commit(s, me.folio, me.pos, me.len, me.ret, p);
          return "done";
        },
      },
    },
  },
});

/** Commits the `ret` cells of `len` that were accepted. */
export function commit(s: State, index: number, pos: number, len: number, ret: number, p: Bounds): void {
  const folio = s.folios[index];
  const start = offsetInPage(pos, p);
  s.ghost.partial_commit = s.ghost.partial_commit || (ret > 0 && ret < len);
  s.ghost.short_commit = s.ghost.short_commit || (ret > 0 && ret < len && !folio.uptodate);
  commitBuffers(folio, start, start + ret, p);
}
