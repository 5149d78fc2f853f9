import { evictor } from "../../spec/actors/evictor.js";
import { tellingWrite } from "../../spec/initial.js";
import { faultInIovIterReadable } from "../../spec/iomap/fault-in.js";
import { iomap_write_end } from "../../spec/iomap/iomap-write-end.js";
import { advance, iomapWriteIter, iovIterRevert } from "../../spec/iomap/iomap-write-iter.js";
import { v5_17 } from "../../spec/kernels.js";
import { gfs2MappingsAreUsed, xfsMappingsAreUsed } from "../../spec/known-unreached.js";
import { linusClamp } from "../../spec/patches/index.js";
import { noWarning } from "../../spec/properties/index.js";
import { gfs2Write, xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, min, patch } from "../../src/language/index.js";

const clamped = apply(v5_17, linusClamp);
const question = { initial: tellingWrite, set: { WRITE: 3 }, properties: [noWarning], actors: [writePath.process("evictor", evictor, { daemon: true })] };

/** A retry that remembers a copy of nothing, too. */
const retriesNothing = patch("retries-nothing", {
  title: "the clamp, and a retry with bytes = copied even if nothing was copied",
  links: [
    writePath.variant(iomapWriteIter, "retries nothing", {
      steps: {
        again(s, me, p) {
          me.bytes = min(me.bytes, me.length);
          if (me.bytes === 0) {
            s.ghost.warned = true;
            return "done";
          }
          me.bytes -= faultInIovIterReadable(s, me.bytes, p);
          if (me.bytes === 0) {
            me.error = "EFAULT";
            return "done";
          }
          return "iomap_write_begin";
        },
      },
      calls: {
        iomap_write_end: {
          to: iomap_write_end,
          with: (_s, me) => ({ folio: me.folio, pos: me.pos, len: me.bytes, copied: me.copied }),
          on: {
            done: (s, me, out) => {
              iovIterRevert(s, me.copied - out.ret);
              if (out.ret === 0) {
                me.bytes = me.copied;
                return "again";
              }
              return advance(s, me, out.ret) ? "next" : "done";
            },
          },
        },
      },
    }),
  ],
});

export const c11 = defineCheck({
  id: "claims/c11",
  title: "The clamp's WARN_ON_ONCE(!bytes) never fires, even if user pages vanish (one eviction)",
  by: "Linus Torvalds, 2 May 2022; seen not to fire on 3 May",
  refutedBy: "a turn of the loop that begins with nothing to write",
  expect: "holds",
  unreached: [...gfs2MappingsAreUsed, ...xfsMappingsAreUsed],
  runs: [
    { name: "gfs2, 5.17 with the clamp, page = block", expect: "holds", model: gfs2Write(clamped, question) },
    { name: "xfs, 5.17 with the clamp, page = 2 blocks", expect: "holds", model: xfsWrite(clamped, { ...question, set: { WRITE: 3, BLOCK: 2 } }) },
  ],
  mutant: { patch: retriesNothing, turns: "violated" },
});
