import { SpecError } from "../../language/errors.js";

/**
 * A part of the ways in which a model may begin: part `index`, counted from 1, of `of` parts of the same size. The ways are the leaves of the initial rule in their
 * order, so that a part is a stretch of it: initial states that follow each other lead to the same states more often than others do.
 */
export interface Share {
  readonly index: number;
  readonly of: number;
}

/** @throws SpecError FL302 for what is no share */
export function refuseNoShare({ index, of }: Share): void {
  if (Number.isSafeInteger(index) && Number.isSafeInteger(of) && index >= 1 && index <= of) return;
  throw new SpecError("FL302", `share ${index}/${of} is no part of a whole`, "the first of four is { index: 1, of: 4 }");
}

/** All of it. */
export const WHOLE: Share = { index: 1, of: 1 };

/** The ways of a share, counted from 0: from one up to, not including, another. Where there are fewer ways than shares, some have none. */
export function waysIn({ index, of }: Share, ways: number): [first: number, end: number] {
  return [Math.floor((ways * (index - 1)) / of), Math.floor((ways * index) / of)];
}

/** The two shares that a share consists of. */
export function halvesOf({ index, of }: Share): readonly [Share, Share] {
  return [
    { index: 2 * index - 1, of: 2 * of },
    { index: 2 * index, of: 2 * of },
  ];
}

/** A share as a part of a larger one: none if it is not, or not one of its halves, or of theirs. */
export function within({ index, of }: Share, larger: Share): Share[] {
  const times = of / larger.of;
  const at = index - (larger.index - 1) * times;
  return Number.isInteger(times) && at >= 1 && at <= times ? [{ index: at, of: times }] : [];
}

/** Of some shares, as few as make up the whole, one after the other; undefined if they leave something out. Shares of different sizes may overlap. */
export function tiling<T extends Share>(shares: readonly T[]): readonly T[] | undefined {
  const tiles: T[] = [];
  let end: Share = { index: 0, of: 1 };
  while (end.index < end.of) {
    const next = furthest(shares.filter((share) => (share.index - 1) * end.of <= end.index * share.of));
    if (next === undefined || next.index * end.of <= end.index * next.of) return undefined;
    tiles.push(next);
    end = next;
  }
  return tiles;
}

function furthest<T extends Share>(shares: readonly T[]): T | undefined {
  return shares.reduce<T | undefined>((best, share) => (best === undefined || share.index * best.of > best.index * share.of ? share : best), undefined);
}

/** `3/8` */
export function shareName({ index, of }: Share): string {
  return `${index}/${of}`;
}
