import { anotherNode } from "../../../spec/gfs2/another-node.js";
import { gfs2ClearBeyondEof } from "../../../spec/gfs2/gfs2-clear-beyond-eof.js";
import { gfs2Fault } from "../../../spec/gfs2/gfs2-fault.js";
import { gfs2FileBufferedWriteRetryLabel } from "../../../spec/gfs2/gfs2-file-buffered-write.js";
import { gfs2FileReadIter } from "../../../spec/gfs2/gfs2-file-read-iter.js";
import { gfs2IomapBegin } from "../../../spec/gfs2/gfs2-iomap-begin.js";
import { gfs2IomapEnd } from "../../../spec/gfs2/gfs2-iomap-end.js";
import { gfs2MmapUser } from "../../../spec/gfs2/gfs2-mmap-user.js";
import { gfs2PageMkwrite } from "../../../spec/gfs2/gfs2-page-mkwrite.js";
import { gfs2GlockNqDequeues } from "../../../spec/gfs2/glock.js";
import { blockOf, roundDown, roundUp } from "../../../spec/page-cache/file.js";
import { writePath } from "../../../spec/write-path.js";
import { type Mutant, mutant } from "./mutant.js";

const run = (name: string) => ["paths/gfs2-neighbours", name] as const;
const besideReader = run("a reader and one eviction, page = block");
const besideMapping = run("a mapping, page = block");
const besideNode = run("another node and one eviction, page = block");
const startRoundedDown = ["open/b03", "start rounded down, 6.1.192, page = block"] as const;

/** Mutants of spec/gfs2. */
export const gfs2Mutants: readonly Mutant[] = [
  mutant(
    "what was allocated is not marked as new",
    writePath.variant(gfs2IomapBegin, "mutant", {
      steps: {
        map(s, me, p) {
          const block = blockOf(me.pos, p);
          if (s.blocks[block] === "hole") s.ghost.allocated[block] = true;
          s.blocks[block] = "mapped";
          s.iomap.held = true;
          s.iomap.offset = block * p.BLOCK;
          s.iomap.length = p.BLOCK;
          s.iomap.type = "mapped";
          s.iomap.current = true;
          return "mapped";
        },
      },
    }),
    startRoundedDown,
  ),
  mutant(
    "the end of what is freed is rounded down",
    writePath.variant(gfs2IomapEnd, "mutant", {
      steps: {
        check(s, me, p) {
          if (me.length === me.written || !s.iomap.isNew) return "done";
          me.hstart = me.written === 0 ? roundDown(me.pos, p) : roundUp(me.pos + me.written, p);
          me.hend = roundDown(me.pos + me.length, p);
          return me.hstart < me.hend ? "truncate_pagecache_range" : "done";
        },
      },
    }),
    startRoundedDown,
  ),
  mutant(
    "the start of what is freed is rounded down, also if something was written",
    writePath.variant(gfs2IomapEnd, "mutant", {
      steps: {
        check(s, me, p) {
          if (me.length === me.written || !s.iomap.isNew) return "done";
          me.hstart = roundDown(me.pos + me.written, p);
          me.hend = s.iomap.offset + s.iomap.length;
          return me.hstart < me.hend ? "truncate_pagecache_range" : "done";
        },
      },
    }),
    besideReader,
  ),
  mutant(
    "page faults stay enabled",
    writePath.variant(gfs2FileBufferedWriteRetryLabel, "mutant", { steps: { pagefault_disable: () => "iomap_file_buffered_write" } }),
    besideReader,
  ),
  mutant(
    "the glock is not taken",
    writePath.variant(gfs2FileBufferedWriteRetryLabel, "mutant", {
      steps: {
        fault_in(s, me) {
          s.iov.count = me.window_size;
          me.window_size = 0;
          return "pagefault_disable";
        },
      },
    }),
    besideNode,
  ),
  mutant(
    "what was hidden of the buffer is not shown again",
    writePath.variant(gfs2FileBufferedWriteRetryLabel, "mutant", {
      steps: {
        should_retry: () => "out_unlock",
      },
    }),
    ["claims/c22", "return values, 5.18"],
  ),
  mutant(
    "a holder is granted whoever holds the glock",
    writePath.variant(gfs2GlockNqDequeues, "mutant", {
      steps: {
        do_promote(s, me) {
          if (me.who === "writer") s.glock.writer.state = "holding";
          if (me.who === "reader") s.glock.reader.state = "holding";
          if (me.who === "faulter") s.glock.faulter.state = "holding";
          return "held";
        },
      },
    }),
    besideReader,
  ),
  mutant(
    "no block is allocated for a page that a mapping stores to",
    writePath.variant(gfs2PageMkwrite, "mutant", { steps: { allocate: () => "unlock" } }),
    besideMapping,
  ),
  mutant("the glock is kept", writePath.variant(gfs2PageMkwrite, "mutant", { steps: { unlock: () => "set_page_dirty" } }), besideMapping),
  mutant("the glock is not taken", writePath.variant(gfs2Fault, "mutant", { start: "filemap_fault" }), besideMapping),
  mutant(
    "the glock is not taken",
    writePath.variant(gfs2FileReadIter, "mutant", {
      steps: { filemap_get_pages: () => "filemap_read" },
    }),
    besideReader,
  ),
  mutant(
    "nothing is zeroed",
    writePath.variant(gfs2ClearBeyondEof, "mutant", {
      steps: {
        zero(s, me) {
          s.folios[me.folio].lock = "nobody";
          return "done";
        },
      },
    }),
    ["open/b03", "6.12.117, past the end of the file: not beyond it"],
  ),
  mutant("does not wait for the holders", writePath.variant(anotherNode, "mutant", { steps: { unmap: () => "inode_go_sync" } }), besideNode),
  mutant("the page cache stays", writePath.variant(anotherNode, "mutant", { steps: { inode_go_inval: () => "finish_xmote" } }), besideNode),
  mutant(
    "stores to a page that is mapped for reading",
    writePath.variant(gfs2MmapUser, "mutant", {
      steps: {
        access(s, me) {
          if (s.ptes[me.page] === "none") return "gfs2_fault";
          s.folios[s.page_cache[me.page]].cells[0] = "mmap";
          return "done";
        },
      },
    }),
    besideMapping,
  ),
  mutant(
    "loads from a page that is not mapped",
    writePath.variant(gfs2MmapUser, "mutant", {
      steps: {
        access: () => "load",
        load(s, me) {
          s.ghost.shown = s.folios[s.page_cache[me.page]].cells[0] === "garbage" ? "garbage" : s.ghost.shown;
          return "done";
        },
      },
    }),
    besideMapping,
  ),
];
