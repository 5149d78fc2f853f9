/**
 * The bounds under which the scenarios of `proof-family.ts` are asked: pages of the file, cells of a page, blocks of a page, segments, evictions. Those of `sizes` are the stated sweep of
 * every proof; those of `further` are all that their bounds make up, smallest first, and asked for as long as somebody wants.
 */
import type { ParameterValues, Scenario } from "../src/language/index.js";
import { onePage } from "./initial-few.js";

/** Which bounds a scenario is asked under. */
type Sizes = Pick<Scenario, "sizes" | "usual" | "further">;

const blocksOf = (cells: number): number[] => [8, 4, 2, 1].filter((block) => block <= cells);

/** A file of so many pages, and writes from within the first page to the first cell of the last one at least. */
function file(pages: number, cells: number, block: number): ParameterValues {
  const least = Math.max(2, pages);
  return { PAGE: cells, CHUNK: cells, PAGES: pages, FOLIOS: least, USER_PAGES: least, WRITE: Math.max(cells, cells * (pages - 1) + 1), BLOCK: block };
}

function cellsIn({ PAGE = 4, PAGES = 1 }: ParameterValues): number {
  return Number(PAGE) * Number(PAGES);
}

/** The writer alone: one page, then two, then blocks of one cell, a page of eight, and three pages. */
export const sizesAlone: Sizes = {
  sizes: [
    { ...onePage, BLOCK: 4 },
    { ...onePage, BLOCK: 2 },
    { PAGES: 2, WRITE: 5, BLOCK: 4 },
    { PAGES: 2, WRITE: 5, BLOCK: 2 },
    { ...onePage, BLOCK: 1 },
    { PAGE: 8, CHUNK: 8, PAGES: 1, FOLIOS: 2, WRITE: 4, USER_PAGES: 1, BLOCK: 4 },
    { PAGES: 3, FOLIOS: 3, WRITE: 9, BLOCK: 4 },
  ],
  usual: 2,
  further: [1, 2, 3, 4]
    .flatMap((pages) => [4, 8].flatMap((cells) => blocksOf(cells).map((block) => file(pages, cells, block))))
    .filter(({ PAGE, PAGES, BLOCK }) => PAGE === 8 || PAGES === 1 || PAGES === 4 || BLOCK === 1 || (PAGES === 3 && BLOCK === 2))
    .sort((one, other) => cellsIn(one) - cellsIn(other)),
};

/** A writer with several segments, of which one may be empty. */
export const sizesFromSegments: Sizes = {
  sizes: [{ PAGES: 1, SEGMENTS: 2, USER_PAGES: 2, WRITE: 2, BLOCK: 4 }],
  usual: 0,
  further: [2, 3]
    .flatMap((segments) =>
      [2, 3, 4].flatMap((longest) => [4, 2, 1].map((block) => ({ PAGES: 1, SEGMENTS: segments, USER_PAGES: segments, WRITE: longest, BLOCK: block }))),
    )
    .slice(1),
};

/** Few writes beside others, who multiply the states. */
export const sizesBeside: Sizes = {
  sizes: [
    { ...onePage, BLOCK: 4 },
    { ...onePage, BLOCK: 2 },
    { ...onePage, BLOCK: 1 },
  ],
  usual: 2,
  further: blocksOf(8).map((block) => ({ ...onePage, PAGE: 8, CHUNK: 8, BLOCK: block })),
};

/** Few writes beside somebody who takes user pages away, so many times. */
export const sizesWithEvictions: Sizes = {
  sizes: [
    { ...onePage, BLOCK: 4 },
    { ...onePage, BLOCK: 2 },
    { ...onePage, BLOCK: 4, EVICTIONS: 2 },
  ],
  usual: 2,
  further: [1, 2, 3]
    .flatMap((evictions) =>
      [4, 8].flatMap((cells) => blocksOf(cells).map((block) => ({ ...onePage, PAGE: cells, CHUNK: cells, BLOCK: block, EVICTIONS: evictions }))),
    )
    .filter(({ PAGE, BLOCK, EVICTIONS }) => PAGE !== 4 || BLOCK === 1 || EVICTIONS === 3 || (BLOCK === 2 && EVICTIONS === 2)),
};

/** Every write beside others. */
export const sizesOfAnyWrite: Sizes = {
  sizes: [],
  usual: 0,
  further: [
    { ...onePage, BLOCK: 4 },
    { ...onePage, BLOCK: 2 },
    { PAGES: 2, FOLIOS: 3, WRITE: 5, BLOCK: 4 },
    { PAGES: 2, FOLIOS: 3, WRITE: 5, BLOCK: 2 },
  ],
};

/** Few writes beside two others at once. */
export const sizesBesideTwo: Sizes = {
  sizes: [],
  usual: 0,
  further: [
    { ...onePage, BLOCK: 4 },
    { ...onePage, BLOCK: 2 },
  ],
};
