/** Which segment an iterator stands in: its position tells that only as long as no segment is empty. */
import { min, range } from "../../src/language/index.js";
import { bounds } from "../page-cache/bounds.js";
import type { Bounds, State } from "../write-path.js";

/** A segment of the iovec; SEGMENTS is behind the last. */
export const segmentIndex = bounds.domain(({ SEGMENTS }) => range(0, SEGMENTS));

/** Where a segment begins or, for SEGMENTS, where the last one ends: a position of the iterator. */
function startOf(s: State, segment: number, { SEGMENTS }: Bounds): number {
  let start = 0;
  for (let before = 0; before < SEGMENTS; before++) if (before < segment) start += s.user.segments[before].length;
  return start;
}

/** iov_iter_single_seg_count(), lib/iov_iter.c, 4.3: what is left of the segment that the iterator stands in. */
export function leftOfSegment(s: State, segment: number, p: Bounds): number {
  return segment >= p.SEGMENTS - 1 ? s.iov.count : min(s.iov.count, startOf(s, segment + 1, p) - s.iov.position);
}

/**
 * iov_iter_advance(), lib/iov_iter.c, 4.3, from `segment` to the iterator's present position. It goes through segments for as long as there are cells
 * to pass; at the end of a segment it goes on to the next, even if that is empty, and even if there was nothing to pass.
 */
export function segmentAfterAdvance(s: State, segment: number, p: Bounds): number {
  let at = segment;
  for (let next = 1; next <= p.SEGMENTS; next++) if (next === at + 1 && startOf(s, next, p) < s.iov.position) at = next;
  return at < p.SEGMENTS && startOf(s, at + 1, p) === s.iov.position ? at + 1 : at;
}
