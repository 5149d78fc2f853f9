import type { ParameterValues } from "../../language/index.js";
import type { GuestFilesystem } from "../guests.js";

/** How a page of the user's buffer is when the write begins. */
export type Residency = "resident" | "absent" | "invalid";

/** A user page that goes away, at a moment that the driver can bring about: the fault-in has just reached a position of the write for the first time since the last one. */
export interface Eviction {
  readonly userPage: number;
  /** The position in the write, in cells, that the fault-in has reached: the end of one of its units. */
  readonly reached: number;
  /** Absent: a fault brings it back. Invalid: it does not. */
  readonly becomes: "absent" | "invalid";
}

/** A run of the user's buffer. */
export interface Segment {
  readonly start: number;
  readonly length: number;
}

/** One write to one file, with all that happens to the user's pages meanwhile: what can be done to a real kernel, in the model's cells. */
export interface Scenario {
  readonly name: string;
  readonly filesystem: GuestFilesystem;
  /** Of the model; sizes in cells. `INIT_ON_ALLOC` is how the guest is booted. */
  readonly bounds: ParameterValues & Readonly<Record<"PAGE" | "BLOCK" | "PAGES" | "USER_PAGES" | "WRITE", number>>;
  readonly size: number;
  /** Of each block of the file, whether it is on disk with old content; nothing of it is cached. */
  readonly mapped: readonly boolean[];
  readonly pos: number;
  readonly segments: readonly Segment[];
  readonly userPages: readonly Residency[];
  readonly evictions: readonly Eviction[];
  /** Where the cells of a page begin, in bytes, and where the last one ends: an increasing map that keeps the edges of blocks. */
  readonly cuts: readonly number[];
}

/** How many cells a scenario writes. */
export function lengthOf({ segments }: Scenario): number {
  return segments.reduce((sum, { length }) => sum + length, 0);
}

/** Bytes in a page of the machine. */
export const PAGE_BYTES = 4096;

/**
 * Where the model's file begins in the real one, in bytes; before that it is a hole. A file of this size is never stored in its inode by gfs2, and no
 * indirect block begins within the next six pages at any block size.
 */
export const BASE = 32768;

/** The block size of the file system in bytes. */
export function blockBytes({ bounds: { PAGE, BLOCK } }: Scenario): number {
  return (PAGE_BYTES / PAGE) * BLOCK;
}

/** The byte of the real file at which a cell begins. */
export function byteOf({ bounds: { PAGE }, cuts }: Scenario, cell: number): number {
  return BASE + Math.floor(cell / PAGE) * PAGE_BYTES + (cuts[cell % PAGE] as number);
}

/** Bytes in `length` cells from `from` on. */
export function bytesIn(scenario: Scenario, from: number, length: number): number {
  return byteOf(scenario, from + length) - byteOf(scenario, from);
}

/** A page cut into equal cells, or as nearly so as whole bytes allow. */
export function equalCuts(page: number): readonly number[] {
  return Array.from({ length: page + 1 }, (_, cell) => Math.floor((PAGE_BYTES * cell) / page));
}
