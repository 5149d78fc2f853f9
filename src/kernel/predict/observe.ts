/** What a kernel's probes would see of a step of the model. Names are those of the kernel's functions; a step that no probe sees gives nothing. */
import { blocksEnd, hasEdgeInside, needsZeroing, runEnd, skipUptodate } from "../../../spec/iomap/iomap-write-begin.js";
import { residentPrefix } from "../../../spec/page-cache/user-buffer.js";
import type { Bounds, State } from "../../../spec/write-path.js";
import { byteOf, bytesIn, type Scenario } from "../scenario/scenario.js";
import type { SeenEvent } from "./seenEvent.js";

/** A step of the writer, with names. */
export interface StepSeen {
  /** The function of the kernel, and the step. */
  readonly function: string;
  readonly step: string;
  readonly before: State;
  readonly after: State;
  /** Arguments, locals and results of the function, before and after; after, if it has not returned. */
  readonly me: Readonly<Record<string, number>>;
  readonly left: Readonly<Record<string, number>>;
}

type Observer = (step: StepSeen, scenario: Scenario, p: Bounds) => SeenEvent | undefined;

/** How many cells a fault-in was asked for. A step that has given up has got none of them, whatever was asked. */
function askedFor({ function: name, me, left }: StepSeen): number {
  return (name === "iomap_write_iter" ? left.bytes : me.window_size) ?? 0;
}

/** How far a fault-in got, in bytes. */
const faultIn: Observer = (step, scenario, p) => {
  const { before, after } = step;
  const got = residentPrefix(after.user, before.iov.position, askedFor(step), p);
  return { what: "fault_in_iov_iter_readable", args: { got: bytesIn(scenario, before.request.pos + before.iov.position, got) } };
};

const begin: Observer = ({ me: { pos = 0, length = 0 } }, scenario) => ({
  what: "iomap_begin",
  args: { pos: byteOf(scenario, pos), length: bytesIn(scenario, pos, length) },
});

const end: Observer = ({ before, me: { pos = 0, length = 0, written = 0 } }, scenario) => ({
  what: "iomap_end",
  args: { pos: byteOf(scenario, pos), length: bytesIn(scenario, pos, length), written: bytesIn(scenario, pos, written), new: before.iomap.isNew },
});

const lock: Observer = ({ me: { pos = 0, len = 0 } }, scenario) => ({
  what: "iomap_write_begin",
  args: { pos: byteOf(scenario, pos), len: bytesIn(scenario, pos, len) },
});

/** A run of blocks that is read from disk, for it is neither overwritten from edge to edge nor zeroed. */
const read: Observer = ({ before, me: { folio = 0, pos = 0, len = 0, block_start = 0 } }, scenario, p) => {
  const found = before.folios[folio];
  const origin = Math.floor(pos / p.PAGE) * p.PAGE;
  const start = skipUptodate(found, block_start, blocksEnd(pos, len, p), p);
  const stop = runEnd(before, found, start, pos, len, p);
  if (start === stop || !hasEdgeInside(start, stop, pos, len, p) || needsZeroing(before, origin + start)) return undefined;
  return { what: "iomap_read_folio_sync", args: { start: byteOf(scenario, origin + start), len: bytesIn(scenario, origin + start, stop - start) } };
};

const accept: Observer = ({ me: { pos = 0, len = 0, copied = 0 }, left: { ret = 0 } }, scenario) => ({
  what: "iomap_write_end",
  args: { pos: byteOf(scenario, pos), len: bytesIn(scenario, pos, len), copied: bytesIn(scenario, pos, copied), ret: bytesIn(scenario, pos, ret) },
});

/** The step is taken once for each folio; the function is called once. */
const truncate: Observer = ({ me: { page = 0, first = 0, end: stop = 0 } }, scenario) =>
  page > 0 ? undefined : { what: "truncate_pagecache_range", args: { first: byteOf(scenario, first), last: byteOf(scenario, stop) - 1 } };

const punch: Observer = ({ me: { hstart = 0, hend = 0 } }, scenario) => ({
  what: "punch_hole",
  args: { offset: byteOf(scenario, hstart), length: bytesIn(scenario, hstart, hend - hstart) },
});

const write: Observer = ({ before, me: { pos = 0 } }, scenario) => ({
  what: "iomap_file_buffered_write",
  args: { pos: byteOf(scenario, pos), count: bytesIn(scenario, pos, before.iov.count) },
});

const OBSERVERS: Readonly<Record<string, Observer>> = {
  "gfs2_file_buffered_write.fault_in": faultIn,
  "iomap_write_iter.again": faultIn,
  "iomap_write_iter.retry": faultIn,
  "iomap_file_buffered_write.start": write,
  "gfs2_iomap_begin.map": begin,
  "xfs_buffered_write_iomap_begin.map": begin,
  "gfs2_iomap_end.check": end,
  "xfs_buffered_write_iomap_end.check": end,
  "iomap_write_begin.get_folio": lock,
  "__iomap_write_begin.run": read,
  "iomap_write_end.accept": accept,
  "truncate_pagecache_range.folio": truncate,
  "gfs2_iomap_end.punch_hole": punch,
};

/** What is seen of a step of the writer, if anything. */
export function observe(step: StepSeen, scenario: Scenario, p: Bounds): SeenEvent | undefined {
  return OBSERVERS[`${step.function}.${step.step}`]?.(step, scenario, p);
}

/** Steps that fault user pages in, if page faults are enabled: the moments at which a page can be made to go away. */
const FAULTS_IN: readonly string[] = ["gfs2_file_buffered_write.fault_in", "iomap_write_iter.again", "iomap_write_iter.retry"];

/** The position in the write that a step has faulted in up to, in cells; `undefined` for a step that serves no fault. */
export function faultedUpTo(step: StepSeen, p: Bounds): number | undefined {
  const { before, after } = step;
  if (before.pagefault_disabled || !FAULTS_IN.includes(`${step.function}.${step.step}`)) return undefined;
  return before.iov.position + residentPrefix(after.user, before.iov.position, askedFor(step), p);
}

/** Steps whose outcome depends on which user pages are there: an eviction before them is not the same as one after. */
export function looksAtUserPages({ function: name, step }: Pick<StepSeen, "function" | "step">): boolean {
  return FAULTS_IN.includes(`${name}.${step}`) || (name === "iomap_write_iter" && step === "copy");
}
