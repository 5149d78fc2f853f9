import { iomapFileBufferedWrite } from "../../../spec/iomap/iomap-file-buffered-write.js";
import { iomapIter, iomapLength } from "../../../spec/iomap/iomap-iter.js";
import {
  blocksEnd,
  fillAround,
  hasEdgeInside,
  iomapWriteBeginBlocks,
  iomapWriteBeginValidated,
  needsZeroing,
  runEnd,
  setRangeUptodate,
  skipUptodate,
} from "../../../spec/iomap/iomap-write-begin.js";
import { commit, iomapWriteEnd } from "../../../spec/iomap/iomap-write-end.js";
import { iomapWriteFailed } from "../../../spec/iomap/iomap-write-failed.js";
import { advance, iomapWriteIter, iovIterRevert, noteShortCopy, placeCells } from "../../../spec/iomap/iomap-write-iter.js";
import { iomapWriteIterRetry } from "../../../spec/iomap/iomap-write-iter-chunks.js";
import { NONE } from "../../../spec/page-cache/bounds.js";
import { detachFolio, pageOf } from "../../../spec/page-cache/folio.js";
import { zapPte } from "../../../spec/page-cache/page-table.js";
import { truncatePagecacheRange } from "../../../spec/page-cache/truncate-pagecache-range.js";
import { chooseCopied } from "../../../spec/page-cache/user-buffer.js";
import { writePath } from "../../../spec/write-path.js";
import { min, when } from "../../../src/index.js";
import { type Mutant, mutant } from "./mutant.js";

const besideWriteback = ["paths/xfs-neighbours", "writeback and reclaim, 6.2, page = block"] as const;
const overEarlierWrite = ["paths/xfs-neighbours", "writeback and reclaim of an earlier write, 6.2, two pages"] as const;

/** Mutants of spec/iomap, and of truncate_pagecache_range(), which it calls. */
export const iomapMutants: readonly Mutant[] = [
  mutant(
    "no iov_iter_revert() after a rejected copy",
    writePath.variant(iomapWriteIter, "mutant", {
      calls: {
        iomap_write_end: {
          ...iomapWriteIter.calls.iomap_write_end,
          on: { done: (s, me, out) => (out.ret > 0 && advance(s, me, out.ret) ? "next" : "done") },
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "the copy is not limited to the page",
    writePath.variant(iomapWriteIter, "mutant", {
      steps: {
        next(s, me) {
          me.bytes = s.iov.count;
          return "again";
        },
      },
    }),
    overEarlierWrite,
  ),
  mutant(
    "what was copied is forgotten after a rejected copy, and the next cells are taken",
    writePath.variant(iomapWriteIterRetry, "mutant", {
      calls: {
        iomap_write_end: {
          ...iomapWriteIterRetry.calls.iomap_write_end,
          on: {
            done: (s, me, out) => {
              iovIterRevert(s, me.copied - out.ret);
              return advance(s, me, me.copied) ? "next" : "done";
            },
          },
        },
      },
    }),
    ["paths/xfs-neighbours", "writeback and reclaim, 6.13, page = 2 blocks"],
  ),
  mutant(
    "a cell more is marked as copied than was",
    writePath.variant(iomapWriteIter, "mutant", {
      steps: {
        copy(s, me, p, choose) {
          me.copied = chooseCopied(s.user, s.iov.position, me.bytes, p, choose);
          placeCells(s, me.folio, me.pos, me.copied, p);
          noteShortCopy(s, me.copied, me.bytes);
          me.copied = min(me.copied + 1, me.bytes);
          return "iomap_write_end";
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "the mapping is not validated",
    writePath.variant(iomapWriteBeginValidated, "mutant", { steps: { validate: () => "__iomap_write_begin" } }),
    overEarlierWrite,
  ),
  mutant(
    "a stale mapping leaves the folio locked",
    writePath.variant(iomapWriteBeginValidated, "mutant", {
      steps: {
        validate(s) {
          if (s.iomap.current) return "__iomap_write_begin";
          s.iomap.stale = true;
          return "iomap_write_failed";
        },
      },
    }),
    overEarlierWrite,
  ),
  mutant(
    "what the write leaves of a block is neither zeroed nor read",
    writePath.variant(iomapWriteBeginBlocks, "mutant", {
      steps: {
        run(s, me, p) {
          const folio = s.folios[me.folio];
          const start = skipUptodate(folio, me.block_start, blocksEnd(me.pos, me.len, p), p);
          const end = runEnd(s, folio, start, me.pos, me.len, p);
          if (start === end || end >= blocksEnd(me.pos, me.len, p)) return "done";
          me.block_start = end;
          return "run";
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "a block that was zeroed is marked uptodate before the copy",
    writePath.variant(iomapWriteBeginBlocks, "mutant", {
      steps: {
        run(s, me, p) {
          const folio = s.folios[me.folio];
          const start = skipUptodate(folio, me.block_start, blocksEnd(me.pos, me.len, p), p);
          const end = runEnd(s, folio, start, me.pos, me.len, p);
          if (start === end) return "done";
          if (hasEdgeInside(start, end, me.pos, me.len, p)) {
            fillAround(s, folio, start, end, me.pos, me.len, p);
            if (needsZeroing(s, pageOf(me.pos, p) * p.PAGE + start)) setRangeUptodate(folio, start, end - start, p);
          }
          if (end >= blocksEnd(me.pos, me.len, p)) return "done";
          me.block_start = end;
          return "run";
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "no rule for short copies",
    writePath.variant(iomapWriteEnd, "mutant", {
      steps: {
        accept(s, me, p) {
          me.ret = me.copied;
          commit(s, me.folio, me.pos, me.len, me.copied, p);
          return me.pos + me.ret > s.i_size ? "size" : "unlock";
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "i_size grows by what was asked, not by what was copied",
    writePath.variant(iomapWriteEnd, "mutant", {
      steps: {
        size(s, me) {
          s.i_size = me.pos + me.len;
          s.iomap.size_changed = true;
          return "unlock";
        },
      },
    }),
    ["paths/i-size", "probe first, xfs, 6.13"],
  ),
  mutant(
    "a failed write drops the page cache from its start, not from the end of the file",
    writePath.variant(iomapWriteFailed, "mutant", {
      calls: { truncate: { ...iomapWriteFailed.calls.truncate, with: (_s, me) => ({ first: me.pos, end: me.pos + me.len }) } },
    }),
    besideWriteback,
  ),
  mutant(
    "iomap_end() is told that nothing was written",
    writePath.variant(iomapIter, "mutant", {
      calls: { iomap_end: { ...iomapIter.calls.iomap_end, with: (s) => ({ pos: s.iter.pos, length: iomapLength(s), written: 0 }) } },
    }),
    ["paths/xfs", "5.17, page = block"],
  ),
  mutant(
    "the mapping loses IOMAP_F_NEW",
    writePath.variant(iomapIter, "mutant", {
      calls: {
        iomap_begin: {
          ...iomapIter.calls.iomap_begin,
          on: {
            mapped: (s) => {
              s.iomap.isNew = false;
              return "more";
            },
            failed: () => "stop",
          },
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "an error hides what was written before it",
    writePath.variant(iomapFileBufferedWrite, "mutant", {
      calls: {
        iomap_iter: {
          ...iomapFileBufferedWrite.calls.iomap_iter,
          on: {
            more: () => "iomap_write_iter",
            stop: (s, me) => {
              me.written = s.iter.pos - me.pos;
              me.error = s.iter.error;
              s.iter.pos = 0;
              s.iter.len = 0;
              s.iter.error = "ok";
              return "done";
            },
          },
        },
      },
    }),
    besideWriteback,
  ),
  mutant(
    "a folio at the edge of the range is dropped as well",
    writePath.variant(truncatePagecacheRange, "mutant", {
      steps: {
        folio(s, me, p) {
          let next = p.PAGES;
          for (let page = p.PAGES - 1; page >= 0; page--) {
            const inRange = (page + 1) * p.PAGE > me.first && page * p.PAGE < me.end;
            if (inRange && page >= me.page && s.page_cache[page] !== NONE) next = page;
          }
          if (next === p.PAGES) return "done";
          const folio = s.folios[s.page_cache[next]];
          when(folio.lock === "nobody" && !folio.writeback);
          zapPte(s, next, p);
          detachFolio(s, next, p);
          me.page = next + 1;
          return "folio";
        },
      },
    }),
    ["paths/xfs-neighbours", "a truncation, writeback and reclaim, 6.2, page = 2 blocks"],
  ),
];
