import { expect, test } from "vitest";
import { cellWidth, drawPicture } from "../../src/trace/drawPicture.js";

test("rows are aligned: an item is as wide as the cells that it spans", () => {
  const rows = [
    { label: "cells", items: ["a", "b", "c", "d"], cellsEach: 1 },
    { label: "page", items: ["no", "yes"], cellsEach: 2 },
  ];
  expect(drawPicture(rows, cellWidth(rows))).toEqual(["cells  a b c d", "page   no  yes"]);
});

test("a cell is as wide as the widest item needs", () => {
  const rows = [
    { label: "a", items: ["x", "y"], cellsEach: 1 },
    { label: "b", items: ["uptodate"], cellsEach: 2 },
  ];
  expect(drawPicture(rows, cellWidth(rows))).toEqual(["a  x    y", "b  uptodate"]);
});

test("rows that are too wide to be followed tell how many cells in a row are alike", () => {
  const rows = [
    { label: "cells", items: [...Array.from({ length: 512 }, () => "N"), ...Array.from({ length: 3584 }, () => "·")], cellsEach: 1 },
    { label: "i_size", items: ["|", ...Array.from({ length: 4095 }, () => " ")], cellsEach: 1 },
    { label: "page", items: ["uptodate"], cellsEach: 4096 },
  ];
  expect(drawPicture(rows, cellWidth(rows))).toEqual(["cells   N×512 ·×3584", "i_size  |×1 –×4095", "page    uptodate×1"]);
});

test("the widest of very many items is found", () => {
  expect(cellWidth([{ label: "", items: [...Array.from({ length: 300_000 }, () => "x"), "wide"], cellsEach: 1 }])).toBe(5);
});
