import { describe, expect, test } from "vitest";
import { evictor } from "../../../spec/actors/evictor.js";
import { anotherNode } from "../../../spec/gfs2/another-node.js";
import { gfs2_file_read_iter } from "../../../spec/gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "../../../spec/gfs2/gfs2-mmap-user.js";
import { placeFile, placeWrite } from "../../../spec/initial.js";
import { v5_17, v5_18, v5_18_prefault } from "../../../spec/kernels.js";
import { fix0befb8511e6a } from "../../../spec/patches/0befb8511e6a.js";
import { d031a8866e70 } from "../../../spec/patches/d031a8866e70.js";
import { e1fa9ea85ce8 } from "../../../spec/patches/e1fa9ea85ce8.js";
import { lateUptodate } from "../../../spec/patches/late-uptodate.js";
import { startRoundedDown } from "../../../spec/patches/start-rounded-down.js";
import { exclusiveGlockIsAlone, noStaleLeft, readersAreShownValidData, remoteGlockIsAlone, writePathProperties } from "../../../spec/properties/index.js";
import { gfs2Write } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { check } from "../../../src/index.js";
import { apply, type Kernel, type Model, type Process } from "../../../src/language/index.js";

const faulter = writePath.process("faulter", gfs2MmapUser);
const reader = writePath.process("reader", gfs2_file_read_iter);
const reclaim = writePath.process("evictor", evictor, { daemon: true });
const node = writePath.process("remote", anotherNode, { daemon: true });

/** A write of two cells at 1 to a file that is a hole of two, from user pages of which the second is not there. */
const shortOfOnePage = writePath.initial((s, p) => {
  placeFile(s, 2, p);
  placeWrite(s, 1, 2, 3);
  s.user.pages[1] = "absent";
});

function beside(actors: readonly Process[], kernel: Kernel): Model {
  return gfs2Write(kernel, {
    set: { PAGES: 1, FOLIOS: 2, USER_PAGES: 2, WRITE: 2 },
    initial: shortOfOnePage,
    actors,
    properties: [...writePathProperties, exclusiveGlockIsAlone, remoteGlockIsAlone, noStaleLeft, readersAreShownValidData],
  });
}

async function verdicts(model: Model): Promise<Record<string, string>> {
  const { properties } = await check(model);
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}

describe("do_promote()", () => {
  test.each([
    ["a page fault", faulter],
    ["a reader", reader],
  ])("with a NULL for the new holder, %s and a weak writer hold the glock at once", async (_, actor) => {
    const told = await check(beside([actor], v5_17));
    const alone = told.properties.find(({ name }) => name === exclusiveGlockIsAlone.name);
    expect(alone?.verdict).toBe("violated");
    expect(alone?.trace?.steps.at(-1)).toMatchObject({ function: "gfs2_glock_nq", step: "do_promote" });
  });

  test.each([
    ["a page fault", faulter],
    ["a reader", reader],
    ["another node", node],
  ])("that asks for the new holder dequeues the weak writer before %s holds the glock", async (_, actor) => {
    expect((await verdicts(beside([actor], apply(v5_17, fix0befb8511e6a))))[exclusiveGlockIsAlone.name]).toBe("holds");
  });

  test("needs no mending where nobody holds weakly", async () => {
    expect((await verdicts(beside([faulter], apply(v5_17, e1fa9ea85ce8))))[exclusiveGlockIsAlone.name]).toBe("holds");
  });

  test("is the other cause of the corruption: with the block deallocation fixed, a page fault still brings in stale data", async () => {
    const deallocates = apply(v5_18_prefault, d031a8866e70);
    expect((await verdicts(beside([faulter], deallocates)))[noStaleLeft.name]).toBe("violated");
    expect((await verdicts(beside([faulter], apply(deallocates, fix0befb8511e6a))))[noStaleLeft.name]).toBe("holds");
  });
});

describe("another node", () => {
  test("takes the glock from a weak holder even where do_promote() would not", async () => {
    expect(await verdicts(beside([node], v5_17))).toMatchObject({ [exclusiveGlockIsAlone.name]: "holds", [remoteGlockIsAlone.name]: "holds" });
  });
});

describe("5.18, with the start of the hole rounded down and blocks marked late", () => {
  const mended = [startRoundedDown, lateUptodate].reduce(apply, v5_18);

  test.each<[string, Process, object]>([
    ["a page fault", faulter, { states: 6873 }],
    ["a reader", reader, { states: 2055 }],
    ["another node", node, { states: 1857 }],
  ])("keeps every promise beside %s, whatever the evictor takes", async (_, actor, counts) => {
    const result = await check(beside([actor, reclaim], mended));
    expect(result.properties.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
    expect(result).toMatchObject(counts);
  });
});
