/** Initial states for models with several actors, each of which multiplies the states: few writes, which still take every path. */
import { div, type ParameterValues } from "../src/language/index.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "./initial.js";
import { writePath } from "./write-path.js";

/** The bounds that they are made for: a page, a folio to spare for one that lives on detached, and two user pages to write from. */
export const onePage: ParameterValues = { PAGES: 1, FOLIOS: 2, WRITE: 3, USER_PAGES: 2 };

/**
 * A write of three cells to the first or the second cell of the file, from two user pages that are each resident, absent or no memory
 * at all. The file has two cells or four, and its blocks are all holes or all mapped.
 */
export const fewWrites = writePath.initial((s, p, choose) => {
  placeFile(s, 2 * choose.number("half of i_size", 1, 2), p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < div(s.i_size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  placeWrite(s, choose.number("pos", 0, 1), 3, p.PAGE - 2);
  chooseResidency(s, p, choose, true);
});

/** A page of two cells, for models in which whoever stores to it multiplies the states. */
export const smallPage: ParameterValues = { PAGE: 2, CHUNK: 2, PAGES: 1, FOLIOS: 2, WRITE: 2, USER_PAGES: 2 };

/**
 * A write of two cells into the hole that the whole file is, one from each of two user pages, of which either may be no memory at all: it
 * reserves the blocks, and then may have nothing to put there.
 */
export const writeOverHole = writePath.initial((s, p, choose) => {
  placeFile(s, p.FILE, p);
  placeWrite(s, 0, 2, p.PAGE - 1);
  for (let page = 0; page < p.USER_PAGES; page++) s.user.pages[page] = choose.oneOf("user page", ["resident", "invalid"]);
});

/** Three pages of two cells, and a user page more than that takes. */
export const smallPages: ParameterValues = { PAGE: 2, BLOCK: 2, CHUNK: 2, PAGES: 3, FOLIOS: 3, WRITE: 4, USER_PAGES: 3 };

/**
 * A write of four cells from the first or the second cell of a file on, from the first or the second cell of a user page on; so it crosses into another page of both, and each user page
 * is resident, absent or no memory at all. The file ends where the write does at the latest; it is a hole, or all on disk.
 */
export const acrossPages = writePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", p.PAGE + 1, 2 * p.PAGE + 1), p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < div(s.i_size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  placeWrite(s, choose.number("pos", 0, 1), 2 * p.PAGE, choose.number("user offset", 0, 1));
  chooseResidency(s, p, choose, true);
});
