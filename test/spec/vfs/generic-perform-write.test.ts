import { describe, expect, test } from "vitest";
import { anySegments } from "../../../spec/initial-segments.js";
import { residencyAt } from "../../../spec/page-cache/user-buffer.js";
import { iSizeIsAsWritten } from "../../../spec/properties/index.js";
import { writePath } from "../../../spec/write-path.js";
import { div, implies, NO_DEADLOCK } from "../../../src/index.js";
import { explore, ext2, type Version, violated } from "./ext2.js";

const versions = Object.keys(ext2) as Version[];
const probing = ["5.13", "5.14", "5.16"] as const;

/** EFAULT is returned only if the very first cell of the user's buffer cannot be had. */
const efaultMeansNothing = writePath.always("EFAULT means that not one cell could be had", {}, (s, p) =>
  implies(s.result.returned && s.result.errno === "EFAULT", () => residencyAt(s.user, 0, p) === "invalid"),
);

/** A write that stops half way stops at the end of a page of the file. */
const stopsAtPages = writePath.always("a short count ends with a page of the file", {}, (s, p) =>
  implies(s.result.returned && s.result.count > 0 && s.result.count < s.request.length, () => {
    const end = s.request.pos + s.result.count;
    return div(end, p.PAGE) * p.PAGE === end;
  }),
);

/** write_begin is called for more than can be copied at that moment. */
const overreaches = writePath.sometimes("write_begin is called for more than can be copied", {}, (s) => s.ghost.overreached);

describe("a writer alone", () => {
  test.each(probing)("keeps every promise in %s", async (version) => {
    expect(violated(await explore(ext2[version]))).toEqual([]);
  });

  test.each(probing)("keeps every promise in %s with two blocks in a page", async (version) => {
    expect(violated(await explore(ext2[version], { set: { BLOCK: 2 } }))).toEqual([]);
  });

  test.each(probing)("keeps every promise in %s over two pages", async (version) => {
    expect(violated(await explore(ext2[version], { set: { PAGES: 2, FOLIOS: 2, USER_PAGES: 3, PAGE: 2, BLOCK: 2, CHUNK: 2, WRITE: 4 } }))).toEqual([]);
  });

  test.each(probing)("keeps every promise in %s with two segments, one of which may be empty", async (version) => {
    expect(violated(await explore(ext2[version], { set: { SEGMENTS: 2, WRITE: 2 }, initial: anySegments }))).toEqual([]);
  });

  test.each<[Version, number, number, number]>([
    ["5.13", 8344, 7507, 13],
    ["5.14", 8344, 7507, 13],
    ["5.16", 10313, 9476, 44],
    ["6.15", 30972, 29786, 64],
  ])("in %s reaches exactly these states", async (version, states, transitions, depth) => {
    expect(await explore(ext2[version], { properties: [] })).toMatchObject({ states, transitions, depth, initialStates: 1350 });
  });
});

describe("user memory that cannot be had", () => {
  test.each(["5.13", "5.14"] as const)("up to 5.15 (%s), one cell of it in a page fails the copy of the whole page", async (version) => {
    const { properties } = await explore(ext2[version], { properties: [stopsAtPages, efaultMeansNothing], set: { USER_PAGES: 3, WRITE: 4 } });
    expect(properties.slice(0, 2).map(({ verdict }) => verdict)).toEqual(["holds", "violated"]);
  });

  test.each(["5.16", "6.15"] as const)("since 5.16 (%s), what comes before it is written", async (version) => {
    const { properties } = await explore(ext2[version], { properties: [stopsAtPages, efaultMeansNothing], set: { USER_PAGES: 3, WRITE: 4 } });
    expect(properties.slice(0, 2).map(({ verdict }) => verdict)).toEqual(["violated", "holds"]);
  });

  test.each<[Version, string]>([
    ["5.14", "violated"],
    ["5.16", "holds"],
    ["6.15", "holds"],
  ])("write_begin is asked for more than can be copied: in %s this is %s", async (version, verdict) => {
    const { properties } = await explore(ext2[version], { properties: [overreaches] });
    expect(properties[0]).toMatchObject({ name: overreaches.name, verdict });
  });

  test("since 6.15, a write that fails beyond the end of the file makes the file as long as its position", async () => {
    const result = await explore(ext2["6.15"]);
    expect(violated(result)).toEqual([iSizeIsAsWritten.name]);
    expect(result.properties.find(({ name }) => name === iSizeIsAsWritten.name)?.trace?.steps.map(({ step }) => step)).toContain("fault_in");
  });
});

test("a chunk of several pages is copied folio by folio, and halved when a copy fails", async () => {
  const set = { PAGES: 2, FOLIOS: 2, USER_PAGES: 3, PAGE: 2, BLOCK: 2, CHUNK: 4, WRITE: 4 };
  expect(violated(await explore(ext2["6.15"], { set }))).toEqual([iSizeIsAsWritten.name]);
});

describe("user memory that goes away during the write", () => {
  test.each(versions)("never gets %s stuck", async (version) => {
    const { properties } = await explore(ext2[version], { munmap: true, properties: [] });
    expect(properties.find(({ name }) => name === NO_DEADLOCK)).toMatchObject({ verdict: "holds" });
  });

  test.each(versions)("never exposes stale or uninitialised data in %s", async (version) => {
    const broken = violated(await explore(ext2[version], { munmap: true }));
    expect(broken.filter((name) => /stale|uninitialised|uptodate|behind/.test(name))).toEqual([]);
  });
});
