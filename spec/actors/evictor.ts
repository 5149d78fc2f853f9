import { any, when } from "../../src/language/index.js";
import { type Bounds, type State, writePath } from "../write-path.js";

/**
 * Reclaim of user memory (shrink_folio_list(), mm/vmscan.c) or madvise(MADV_DONTNEED): a page of the user's buffer that was
 * resident is not any more; a fault brings it back. It needs no lock that a writer holds, and so comes at any moment: between
 * the fault-in and the copy, too.
 */
export const evictor = writePath.actor("evictor", {
  source: "shrink_folio_list(), mm/vmscan.c; madvise_dontneed_free(), mm/madvise.c, 6.1",
  surprising: { evict: "always" },
  steps: {
    evict(s, _me, p, choose) {
      const page = choose.number("user page", 0, p.USER_PAGES - 1);
      when(isTakeable(s, page, p));
      s.user.pages[page] = "absent";
      s.evictions += 1;
      return "evict";
    },
  },
});

/**
 * The same without a bound on how often: a machine that is short of memory for as long as it runs. Only with it does a write that is
 * unlucky for ever have a run; counts of evictions are left at 0. A daemon, for properties of whole runs.
 */
export const tirelessEvictor = writePath.variant(evictor, "tireless", {
  steps: {
    evict(s, _me, p, choose) {
      const page = choose.number("user page", 0, p.USER_PAGES - 1);
      when(isReadByTheWrite(s, page, p));
      s.user.pages[page] = "absent";
      return "evict";
    },
  },
});

/** munmap(2) or mprotect(PROT_NONE) by another thread: the page is gone, and a fault ends in EFAULT. */
export const unmapper = writePath.variant(evictor, "munmap", {
  source: "do_munmap(), mm/mmap.c; do_mprotect_pkey(), mm/mprotect.c, 6.1",
  steps: {
    evict(s, _me, p, choose) {
      const page = choose.number("user page", 0, p.USER_PAGES - 1);
      when(isTakeable(s, page, p));
      s.user.pages[page] = "invalid";
      s.evictions += 1;
      return "evict";
    },
  },
});

function isTakeable(s: State, page: number, p: Bounds): boolean {
  return s.evictions < p.EVICTIONS && isReadByTheWrite(s, page, p);
}

/** Pages that the write does not read, and a write that is over, need no evictor. */
function isReadByTheWrite(s: State, page: number, p: Bounds): boolean {
  return !s.result.returned && s.user.pages[page] === "resident" && isInBuffer(s, page, p);
}

function isInBuffer(s: State, page: number, p: Bounds): boolean {
  return any(0, p.SEGMENTS, (index) => {
    const { start, length } = s.user.segments[index];
    return page * p.PAGE < start + length && (page + 1) * p.PAGE > start;
  });
}
