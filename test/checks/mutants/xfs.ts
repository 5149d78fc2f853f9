import { filemapFault } from "../../../spec/actors/filemap-fault.js";
import { iomapPageMkwrite } from "../../../spec/actors/iomap-page-mkwrite.js";
import { filemapRead, xfsFileBufferedRead } from "../../../spec/actors/reader.js";
import { NONE } from "../../../spec/page-cache/bounds.js";
import { blockOf, roundUp } from "../../../spec/page-cache/file.js";
import { addFolio, pageOf } from "../../../spec/page-cache/folio.js";
import { writePath } from "../../../spec/write-path.js";
import { reflinkPath } from "../../../spec/xfs/reflink-path.js";
import { xfsFileBufferedWrite } from "../../../spec/xfs/xfs-file-buffered-write.js";
import { xfsBufferedWriteIomapBegin, xfsBufferedWriteIomapEnd, xfsBufferedWriteIomapEndLocked } from "../../../spec/xfs/xfs-iomap.js";
import { xfsBufferedWriteIomapEndCow } from "../../../spec/xfs/xfs-iomap-cow.js";
import { xfsBufferedWriteIomapEndPunch } from "../../../spec/xfs/xfs-iomap-punch.js";
import { when } from "../../../src/index.js";
import { type Mutant, mutant } from "./mutant.js";

const run = (name: string) => ["paths/xfs-neighbours", name] as const;

/** Mutants of spec/xfs, and of the functions of its readers and mappings. */
export const xfsMutants: readonly Mutant[] = [
  mutant(
    "a reservation is not marked as new",
    writePath.variant(xfsBufferedWriteIomapBegin, "mutant", {
      steps: {
        map(s, me, p) {
          const block = blockOf(me.pos, p);
          if (s.blocks[block] === "hole") {
            s.blocks[block] = "delalloc";
            s.ghost.allocated[block] = true;
          }
          s.iomap.held = true;
          s.iomap.offset = block * p.BLOCK;
          s.iomap.length = p.BLOCK;
          s.iomap.type = s.blocks[block];
          s.iomap.current = true;
          return "mapped";
        },
      },
    }),
    run("writeback and reclaim, 6.2, page = block"),
  ),
  mutant(
    "the start of what is given back is rounded up, also if nothing was written",
    writePath.variant(xfsBufferedWriteIomapEnd, "mutant", {
      steps: {
        check(s, me, p) {
          if (!s.iomap.isNew || s.iomap.type !== "delalloc") return "done";
          me.first = roundUp(me.pos + me.written, p);
          me.end = roundUp(me.pos + me.length, p);
          return me.first < me.end ? "truncate" : "done";
        },
      },
    }),
    ["paths/xfs", "5.17, page = block"],
  ),
  mutant(
    "reservations are given back without a look at the page cache",
    writePath.variant(xfsBufferedWriteIomapEndPunch, "mutant", {
      steps: {
        scan(s, me) {
          if (me.block === me.end) {
            s.invalidate_lock = "nobody";
            return "done";
          }
          if (s.blocks[me.block] === "delalloc") {
            s.blocks[me.block] = "hole";
            s.ghost.allocated[me.block] = false;
          }
          me.block += 1;
          return "scan";
        },
      },
    }),
    run("a store through a mapping, 6.2, page = block"),
  ),
  mutant(
    "reservations in the COW fork are given back without a look at the page cache",
    reflinkPath.variant(xfsBufferedWriteIomapEndCow, "mutant", {
      steps: {
        scan(s, me) {
          if (me.block === me.end) {
            s.invalidate_lock = "nobody";
            return "done";
          }
          s.cow.reserved[me.block] = false;
          me.block += 1;
          return "scan";
        },
      },
    }),
    ["bugs/b35", "after"],
  ),
  mutant(
    "invalidate_lock is not taken before the page cache is truncated",
    writePath.variant(xfsBufferedWriteIomapEndLocked, "mutant", { steps: { lock: () => "truncate" } }),
    ["bugs/b11", "after"],
  ),
  mutant(
    "the write does not take i_rwsem",
    writePath.variant(xfsFileBufferedWrite, "mutant", { steps: { lock: () => "iomap_file_buffered_write" } }),
    run("a truncation, writeback and reclaim, 6.2, page = 2 blocks"),
  ),
  mutant(
    "the read does not take i_rwsem",
    writePath.variant(xfsFileBufferedRead, "mutant", { steps: { lock: () => "filemap_read" } }),
    run("a reader that takes i_rwsem, 6.2, page = 2 blocks"),
  ),
  mutant(
    "the read does not ask whether the folio is uptodate",
    writePath.variant(filemapRead, "mutant", {
      steps: {
        filemap_get_pages(s, me, p) {
          const page = pageOf(me.block * p.BLOCK, p);
          if (s.page_cache[page] === NONE) {
            when(s.invalidate_lock === "nobody");
            me.folio = addFolio(s, page, p);
            s.folios[me.folio].lock = "reader";
            s.folios[me.folio].pins += 1;
            return "filemap_read_folio";
          }
          me.folio = s.page_cache[page];
          s.folios[me.folio].pins += 1;
          return "i_size_read";
        },
      },
    }),
    run("a reader, 6.2, page = block"),
  ),
  mutant(
    "a read that fills a folio reads nothing",
    writePath.variant(filemapRead, "mutant", {
      steps: {
        filemap_read_folio(s, me) {
          s.folios[me.folio].uptodate = true;
          s.folios[me.folio].lock = "nobody";
          return "i_size_read";
        },
      },
    }),
    run("a reader, 6.2, page = block"),
  ),
  mutant(
    "a page is mapped before it is read",
    writePath.variant(filemapFault, "mutant", { steps: { filemap_read_folio: () => "map" } }),
    run("a store through a mapping, 6.2, page = block"),
  ),
  mutant(
    "no block is reserved for a page that a mapping stores to",
    writePath.variant(iomapPageMkwrite, "mutant", { steps: { iomap_begin: () => "set_page_dirty" } }),
    run("a store through a mapping, 6.2, page = block"),
  ),
  mutant(
    "a page that a mapping stores to is not marked dirty",
    writePath.variant(iomapPageMkwrite, "mutant", {
      steps: {
        set_page_dirty(s, me) {
          s.ptes[me.page] = "write";
          s.folios[me.folio].lock = "nobody";
          return "writable";
        },
      },
    }),
    run("a store through a mapping, 6.2, page = block"),
  ),
];
