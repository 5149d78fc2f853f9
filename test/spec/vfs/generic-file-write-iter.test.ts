import { expect, test } from "vitest";
import { placeFile, placeWrite } from "../../../spec/initial.js";
import { NONE } from "../../../spec/page-cache/bounds.js";
import { writePath } from "../../../spec/write-path.js";
import { all, NO_DEADLOCK } from "../../../src/index.js";
import { explore, ext2, violated } from "./ext2.js";

test("a write of nothing returns 0 and touches nothing", async () => {
  const untouched = writePath.always(
    "nothing is touched",
    {},
    (s, p) => s.result.count === 0 && s.result.errno === "ok" && all(0, p.PAGES, (page) => s.page_cache[page] === NONE),
  );
  const returns = writePath.sometimes("it returns", {}, (s) => s.result.returned);
  const nothing = writePath.initial((s, p) => {
    placeFile(s, 2, p);
    placeWrite(s, 1, 0, 0);
  });
  const result = await explore(ext2["6.15"], { initial: nothing, properties: [untouched, returns] });
  expect(result).toMatchObject({ verdict: "holds", states: 3, transitions: 2, depth: 2, initialStates: 1 });
});

test("a write waits for i_rwsem", async () => {
  const takenForGood = writePath.initial((s, p) => {
    placeFile(s, 2, p);
    s.i_rwsem = "reader";
  });
  const result = await explore(ext2["6.15"], { initial: takenForGood, properties: [] });
  expect(result).toMatchObject({ states: 1, transitions: 0 });
  expect(violated(result)).toEqual([NO_DEADLOCK]);
});
