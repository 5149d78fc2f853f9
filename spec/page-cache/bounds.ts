import { bool, type Domain, oneOf, parameters, range } from "../../src/language/index.js";

/**
 * The bounds of a model. Sizes are in cells: a cell stands for a run of bytes that is always treated alike, so that a page is a
 * few cells and a block is one or more of them. A user page has as many cells as a page of the cache.
 */
export const bounds = parameters(
  {
    /** Cells in a page. */
    PAGE: 4,
    /** Cells in a block; divides PAGE. */
    BLOCK: 4,
    /** Pages in the file. */
    PAGES: 2,
    /** Folios in the pool: one for each page, and one for each folio that may live on detached. */
    FOLIOS: 2,
    /** Pages that the user buffer may touch. */
    USER_PAGES: 3,
    /** Segments of the user's iovec. */
    SEGMENTS: 1,
    /** Longest write, in cells. */
    WRITE: 8,
    /** How often the evictor may take a user page away. */
    EVICTIONS: 1,
    /** The kernel was booted with init_on_alloc=1: a fresh folio holds zeros, not what its last owner left. */
    INIT_ON_ALLOC: false,
    /** The kernel has per-block dirty bits (since 6.6) and writes only dirty blocks back. A kernel sets it, not a check. */
    PER_BLOCK_DIRTY: false,
    /** gfs2 may map fewer blocks than a write asks for: its allocator has no longer run, or the file's blocks are scattered over the disk. */
    SHORT_ALLOCATIONS: false,
    /** Cells that the kernel tries to copy into one folio: PAGE before large folios, more since 6.6. */
    CHUNK: 4,
  },
  ({ PAGE, BLOCK, PAGES, USER_PAGES }) => ({
    FILE: PAGE * PAGES,
    BLOCKS: PAGES * (PAGE / BLOCK),
    BLOCKS_PER_PAGE: PAGE / BLOCK,
    USER: USER_PAGES * PAGE,
  }),
);

const { domain } = bounds;

/** No page, no folio. */
export const NONE = -1;

/** A position in the file, or its size: 0 … FILE cells. */
export const fileOffset = domain(({ FILE }) => range(0, FILE));
/** A length within a page. */
export const pageLength = domain(({ PAGE }) => range(0, PAGE));
/** A length within a write. */
export const writeLength = domain(({ WRITE }) => range(0, WRITE));
/** A page of the file. */
export const pageIndex = domain(({ PAGES }) => range(0, PAGES));
/** A folio of the pool, or NONE. */
export const folioIndex = domain(({ FOLIOS }) => range(NONE, FOLIOS - 1));
/** A block of the file; BLOCKS is one past the last. */
export const blockIndex = domain(({ BLOCKS }) => range(0, BLOCKS));
/** An address in the user's buffer. */
export const userAddress = domain(({ USER }) => range(0, USER));

/** What a function of the kernel returns when it does not return a length. */
export const errno = oneOf("ok", "EFAULT", "EINTR", "EAGAIN");

/** Who holds a lock. Each task is one process of a model. */
export const task = oneOf("nobody", "writer", "reader", "faulter", "flusher", "truncater", "remote");
/** A task, by name. */
export type Task = typeof task extends Domain<infer T> ? T : never;

export { bool };
