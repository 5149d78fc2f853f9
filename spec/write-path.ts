/**
 * The buffered write path: the shared state that every machine in this folder reads and writes, and the words to write more.
 * Each variable belongs to a part of the kernel, which says in its own file what it means.
 */
import { bool, ghost, oneOf, range, record, rigid, system, type ValueOf, vector } from "../src/language/index.js";
import { glockFields } from "./gfs2/glock-state.js";
import { iomapFields, iterFields } from "./iomap/iomap.js";
import { bounds, errno, fileOffset, folioIndex, task, writeLength } from "./page-cache/bounds.js";
import { cell } from "./page-cache/cell.js";
import { blockState } from "./page-cache/file.js";
import { folio } from "./page-cache/folio.js";
import { pte } from "./page-cache/page-table.js";
import { legend, picture } from "./page-cache/picture.js";
import { iovIter, userBuffer } from "./page-cache/user-buffer.js";

const { domain } = bounds;

const variables = {
  // The file on disk.
  i_size: fileOffset,
  blocks: domain(({ BLOCKS }) => vector(BLOCKS, blockState)),
  disk: domain(({ FILE }) => vector(FILE, cell)),

  // The page cache.
  page_cache: domain(({ PAGES }) => vector(PAGES, folioIndex)),
  folios: domain(({ FOLIOS }) => vector(FOLIOS, folio)),
  /** The page table of the task that maps the file shared: one pte for each page of the file. */
  ptes: domain(({ PAGES }) => vector(PAGES, pte)),

  // Locks of the inode. The writer holds i_rwsem throughout; invalidate_lock keeps new folios out while blocks are freed.
  i_rwsem: task,
  invalidate_lock: task,
  glock: record(glockFields),

  // The write: what was asked, the user's buffer, and how far it has come.
  request: rigid(record({ pos: fileOffset, length: writeLength })),
  user: record(userBuffer),
  iov: record(iovIter),
  iter: record(iterFields),
  iomap: record(iomapFields),
  /** pagefault_disable(): the writer's page faults are not served. */
  pagefault_disabled: bool,
  /** What the system call returned. */
  result: record({ returned: bool, count: writeLength, errno }),

  /** How many user pages the evictor has taken. */
  evictions: domain(({ EVICTIONS }) => range(0, EVICTIONS)),

  // What ought to be, for properties only.
  ghost: ghost(
    record({
      /** The file's content and size when the write began. */
      before: domain(({ FILE }) => vector(FILE, cell)),
      size_before: fileOffset,
      /** Blocks that this write allocated and that are still there. */
      allocated: domain(({ BLOCKS }) => vector(BLOCKS, bool)),
      /** A short copy into a folio that was not uptodate was committed. */
      short_commit: bool,
      /** A page fault was served while its task held a folio lock or a glock that could not be demoted. */
      fault_under_lock: bool,
      /** A WARN_ON_ONCE fired. */
      warned: bool,
      /** write_begin was called for nothing. */
      began_empty: bool,
      /** The worst that any reader, by read(2) or through a mapping, was shown so far. */
      shown: oneOf("fine", "stale", "garbage"),
      /** A truncate(2) or a hole punch has begun: what the file ought to hold is no longer what the write left. */
      truncated: bool,
      /** write_begin was called for more than could be copied at that moment. */
      overreached: bool,
      /** A copy came out shorter than was asked. */
      short_copy: bool,
      /** write_end accepted some, and not all, of what it was asked to commit. */
      partial_commit: bool,
    }),
  ),
};

/** The state of the write path, as steps see it. */
export type State = ValueOf<typeof variables>;

/** The words to write machines, properties and models over the write path. */
export const writePath = system("buffered write path", { parameters: bounds, variables, picture, legend });

/** The parameters, as steps see them. */
export type Bounds = Parameters<Parameters<typeof bounds.domain>[0]>[0];
