import type { Choose } from "../../src/language/index.js";
import { type Domain, div, max, min, oneOf, record, rigid, type ValueOf, type Vector, vector } from "../../src/language/index.js";
import { bounds, userAddress, writeLength } from "./bounds.js";

const { domain } = bounds;

/** A user page is in memory, can be brought in by a fault, or is no memory at all (or may not be read). */
export const residency = oneOf("resident", "absent", "invalid");
type Residency = typeof residency extends Domain<infer T> ? T : never;

const segmentFields = { start: userAddress, length: writeLength };

/** The user's buffer: its pages, and the pieces of it that the iovec names. */
export const userBuffer = {
  pages: domain(({ USER_PAGES }) => vector(USER_PAGES, residency)),
  /** The iovec. The lengths add up to the length of the write. */
  segments: rigid(domain(({ SEGMENTS }) => vector(SEGMENTS, record(segmentFields)))),
};

/** The user's buffer, as steps see it. */
export interface UserBuffer {
  pages: Vector<Residency>;
  segments: Vector<ValueOf<typeof segmentFields>>;
}

/** struct iov_iter: how far the source was consumed, and how many cells are left (a caller may hide some of them: iov_iter_truncate). */
export const iovIter = { position: writeLength, count: writeLength };

interface UserBounds {
  readonly PAGE: number;
  readonly SEGMENTS: number;
}

/** The address of the cell at a position of the iovec. */
export function addressOf(user: UserBuffer, position: number, { SEGMENTS }: UserBounds): number {
  let address = 0;
  let before = 0;
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const { start, length } = user.segments[segment];
    if (position >= before && position < before + length) address = start + position - before;
    before += length;
  }
  return address;
}

/** The residency of the page under a position of the iovec. */
export function residencyAt(user: UserBuffer, position: number, p: UserBounds): Residency {
  return user.pages[div(addressOf(user, position, p), p.PAGE)];
}

/** How many cells from `position` on lie in resident pages before the first that does not; at most `length`. */
export function residentPrefix(user: UserBuffer, position: number, length: number, p: UserBounds): number {
  let prefix = 0;
  for (let offset = 0; offset < length; offset++) if (prefix === offset && residencyAt(user, position + offset, p) === "resident") prefix = offset + 1;
  return prefix;
}

/**
 * fault_in_iov_iter_readable(): touches one cell in each page of the range, in order. With page faults enabled a page that is
 * absent is brought in; with page faults disabled this is a mere question. Gives the residue: how many cells, counted from the
 * first page that cannot be had, are out of reach.
 *
 * One step: an eviction between two of the touches has the same effect as one after the last.
 */
export function faultIn(user: UserBuffer, position: number, length: number, faultsDisabled: boolean, p: UserBounds): number {
  if (!faultsDisabled) {
    for (let offset = 0; offset < length; offset++) {
      if (residencyAt(user, position + offset, p) === "absent" && residentPrefix(user, position, length, p) === offset) {
        user.pages[div(addressOf(user, position + offset, p), p.PAGE)] = "resident";
      }
    }
  }
  return length - residentPrefix(user, position, length, p);
}

/**
 * How many cells copy_page_from_iter_atomic() copies. Short copies are not free: all of a resident range; otherwise anything from
 * one cell up to the first absent page; nothing only if the first cell itself is absent.
 */
export function chooseCopied(user: UserBuffer, position: number, length: number, p: UserBounds, choose: Choose): number {
  const reach = residentPrefix(user, position, length, p);
  return choose.number("copied", reach === length ? length : min(1, reach), max(reach, 0));
}
