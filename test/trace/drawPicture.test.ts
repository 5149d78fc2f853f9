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
