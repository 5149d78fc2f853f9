import { evictor, unmapper } from "../../../spec/actors/evictor.js";
import { mmapReader } from "../../../spec/actors/mmap-reader.js";
import { mmapWriter } from "../../../spec/actors/mmap-writer.js";
import { punchHole } from "../../../spec/actors/punch-hole.js";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { truncate } from "../../../spec/actors/truncate.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { NONE } from "../../../spec/page-cache/bounds.js";
import { detachFolio } from "../../../spec/page-cache/folio.js";
import { zapPte } from "../../../spec/page-cache/page-table.js";
import { writePath } from "../../../spec/write-path.js";
import { fill, when } from "../../../src/index.js";
import { type Mutant, mutant } from "./mutant.js";

const run = (name: string) => ["paths/xfs-neighbours", name] as const;
const truncation = run("a truncation, writeback and reclaim, 6.2, page = 2 blocks");
const punchedHole = run("a punched hole, writeback and reclaim, 6.2, page = 2 blocks");
const toDisk = run("writeback and reclaim, 6.2, page = block");

/** Mutants of spec/actors. */
export const actorMutants: readonly Mutant[] = [
  mutant("takes no page", writePath.variant(evictor, "mutant", { steps: { evict: () => "evict" } }), ["open/b03", "6.1.192, page = block"]),
  mutant("takes no page", writePath.variant(unmapper, "mutant", { steps: { evict: () => "evict" } }), ["open/b03", "6.1.192, a write that fails"]),
  mutant(
    "drops a folio that is dirty",
    writePath.variant(reclaim, "mutant", {
      steps: {
        reclaim(s, _me, p, choose) {
          const page = choose.number("page to reclaim", 0, p.PAGES - 1);
          when(s.page_cache[page] !== NONE);
          const folio = s.folios[s.page_cache[page]];
          when(folio.lock === "nobody" && !folio.writeback && folio.pins === 0);
          zapPte(s, page, p);
          detachFolio(s, page, p);
          return "reclaim";
        },
      },
    }),
    toDisk,
  ),
  mutant("the device reads nothing", writePath.variant(writeback, "mutant", { steps: { submit_bio: () => "iomap_finish_ioend" } }), toDisk),
  mutant(
    "the folio is neither locked nor write-protected",
    writePath.variant(writeback, "mutant", {
      steps: {
        lock(s, me, p, choose) {
          const page = choose.number("page to write back", 0, p.PAGES - 1);
          when(s.page_cache[page] !== NONE);
          const folio = s.folios[s.page_cache[page]];
          when(folio.dirty && folio.lock === "nobody" && !folio.writeback);
          me.page = page;
          folio.dirty = false;
          return "i_size_read";
        },
      },
    }),
    toDisk,
  ),
  mutant(
    "loads from a page that is not mapped",
    writePath.variant(mmapReader, "mutant", {
      steps: {
        load(s, me) {
          const folio = s.folios[s.page_cache[me.page]];
          s.ghost.shown = folio.cells[0] === "garbage" ? "garbage" : s.ghost.shown;
          return "done";
        },
      },
    }),
    run("a load through a mapping, 6.2, page = 2 blocks"),
  ),
  mutant(
    "stores through a read-only pte",
    writePath.variant(mmapWriter, "mutant", {
      steps: {
        store(s, me) {
          if (s.ptes[me.page] === "none") return "filemap_fault";
          s.folios[s.page_cache[me.page]].cells[0] = "mmap";
          return "done";
        },
      },
    }),
    run("a store through a mapping, 6.2, page = block"),
  ),
  mutant(
    "the page cache behind the new end stays",
    writePath.variant(truncate, "mutant", {
      steps: {
        i_size_write(s, me) {
          s.i_size = me.newsize;
          return "free_blocks";
        },
      },
    }),
    truncation,
  ),
  mutant(
    "frees the block that holds the new end of the file, too",
    writePath.variant(truncate, "mutant", {
      steps: {
        free_blocks(s, _me, p) {
          fill(s.blocks, 0, p.BLOCKS, "hole");
          fill(s.disk, 0, p.FILE, "stale");
          fill(s.ghost.allocated, 0, p.BLOCKS, false);
          s.invalidate_lock = "nobody";
          s.i_rwsem = "nobody";
          return "returned";
        },
      },
    }),
    truncation,
  ),
  mutant(
    "the block goes, and the page cache stays",
    writePath.variant(punchHole, "mutant", { steps: { xfs_flush_unmap_range: () => "free_block" } }),
    punchedHole,
  ),
];
