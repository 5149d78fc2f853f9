import { describe, expect, test } from "vitest";
import { evictor, unmapper } from "../../../spec/actors/evictor.js";
import { placeFile, placeWrite } from "../../../spec/initial.js";
import { v5_19 } from "../../../spec/kernels.js";
import { xfsWrite } from "../../../spec/workbench.js";
import { type State, writePath } from "../../../spec/write-path.js";
import { check, fill } from "../../../src/index.js";
import { can } from "./scene.js";

const evicting = writePath.process("evictor", evictor, { daemon: true });
const unmapping = writePath.process("unmapper", unmapper, { daemon: true });

/** A write of two cells from the first of two user pages, both resident. */
const begin = (s: State): void => {
  s.user.segments[0].length = 2;
};

describe("the evictor", () => {
  test("takes a page that the write reads; a fault brings it back", async () =>
    expect(await can({ begin, actors: [evicting] }, (s) => s.user.pages[0] === "absent")).toBe(true));

  test("munmap(2) takes it for good", async () => expect(await can({ begin, actors: [unmapping] }, (s) => s.user.pages[0] === "invalid")).toBe(true));

  test("leaves alone what the write does not read", async () =>
    expect(await can({ begin, actors: [evicting] }, (s) => s.user.pages[1] !== "resident")).toBe(false));

  test("comes as often as the bounds say, and no more", async () => {
    const both = (s: State): void => {
      s.user.segments[0].length = 8;
    };
    const twice = { begin: both, actors: [evicting], set: { WRITE: 8, PAGES: 2, FOLIOS: 2 } };
    const bothGone = ({ user }: Parameters<Parameters<typeof can>[1]>[0]): boolean => user.pages[0] === "absent" && user.pages[1] === "absent";
    expect(await can(twice, bothGone)).toBe(false);
    expect(await can({ ...twice, set: { ...twice.set, EVICTIONS: 2 } }, bothGone)).toBe(true);
  });

  test("has nothing to do when the write is over", async () => {
    const over = (s: State): void => {
      begin(s);
      s.result.returned = true;
    };
    expect(await can({ begin: over, actors: [evicting] }, (s) => s.user.pages[0] !== "resident")).toBe(false);
  });

  test.each([
    [[], "violated"],
    [[evicting], "holds"],
  ] as const)("comes between the fault-in and the copy: then the copy falls short", async (actors, verdict) => {
    const short = writePath.sometimes("a short copy", {}, (s) => s.ghost.short_copy);
    const fromAbsentPages = writePath.initial((s, p) => {
      placeFile(s, 4, p);
      placeWrite(s, 0, 3, 0);
      fill(s.user.pages, 0, p.USER_PAGES, "absent");
    });
    const model = xfsWrite(v5_19, { set: { PAGES: 1, WRITE: 4 }, initial: fromAbsentPages, actors, properties: [short] });
    const { properties } = await check(model, { engine: "reference" });
    expect(properties.find(({ name }) => name === short.name)?.verdict).toBe(verdict);
  });
});
