/**
 * The grid over which the corruption of May 2022 was compared between kernels: every write of up to two pages to a small file that
 * is all hole or all allocated, from user pages that are each resident or absent. It has 8,316 initial states.
 */
import { div, when } from "../src/language/index.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "./initial.js";
import { writePath } from "./write-path.js";

/** The bounds that the grid is made for, in cells and pages; its block is a page or half of one. */
export const patternBounds = { PAGE: 4, PAGES: 4, FOLIOS: 4, USER_PAGES: 3, WRITE: 8 } as const;

/** Every initial state of the grid. The file is empty, ends within the first page or within the second, or fills its four pages. */
export const patternGrid = writePath.initial((s, p, choose) => {
  const size = choose.number("i_size", 0, p.FILE);
  when(size === 0 || size === 2 || size === 5 || size === p.FILE);
  placeFile(s, size, p);
  if (size > 0 && choose.flag("all blocks are allocated")) {
    for (let block = 0; block < div(size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  }
  const pos = choose.number("pos", 0, 8);
  placeWrite(s, pos, choose.number("length", 1, p.WRITE), choose.number("user offset", 0, p.PAGE - 1));
  chooseResidency(s, p, choose, false);
});
