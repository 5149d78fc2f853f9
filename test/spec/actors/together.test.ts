import { describe, expect, test } from "vitest";
import { evictor, unmapper } from "../../../spec/actors/evictor.js";
import { mmapReader } from "../../../spec/actors/mmap-reader.js";
import { mmapWriter } from "../../../spec/actors/mmap-writer.js";
import { punchHole } from "../../../spec/actors/punch-hole.js";
import { filemapRead, xfsFileBufferedRead } from "../../../spec/actors/reader.js";
import { reclaim } from "../../../spec/actors/reclaim.js";
import { truncate } from "../../../spec/actors/truncate.js";
import { writeback } from "../../../spec/actors/writeback.js";
import { chooseResidency, mapBlock, placeFile, placeWrite } from "../../../spec/initial.js";
import { v5_19, v6_2, v6_13 } from "../../../spec/kernels.js";
import { endBlockKept, lateUptodate } from "../../../spec/patches/index.js";
import {
  cacheAndDiskAgree,
  dirtyImpliesBacked,
  noBlockLeftBehind,
  noGarbageBetweenRetries,
  noGarbageLeft,
  noUninitialisedReadable,
  readersAreShownValidData,
  restIsUntouched,
  returnedCountIsInTheFile,
  uptodateImpliesValid,
  writePathProperties,
} from "../../../spec/properties/index.js";
import { xfsWrite } from "../../../spec/workbench.js";
import { writePath } from "../../../spec/write-path.js";
import { checkSubset } from "../../../src/compiler/index.js";
import { apply, check, div, type Kernel, type ParameterValues, type Process } from "../../../src/index.js";
import { compose } from "../../../src/language/compose.js";
import { thisTurn } from "../../turns.js";

const actor = {
  evictor: writePath.process("evictor", evictor, { daemon: true }),
  unmapper: writePath.process("unmapper", unmapper, { daemon: true }),
  reader: writePath.process("reader", filemapRead),
  xfsReader: writePath.process("xfs-reader", xfsFileBufferedRead),
  mmapReader: writePath.process("mmap-reader", mmapReader),
  mmapWriter: writePath.process("mmap-writer", mmapWriter),
  writeback: writePath.process("writeback", writeback, { daemon: true }),
  reclaim: writePath.process("reclaim", reclaim, { daemon: true }),
  truncate: writePath.process("truncate", truncate),
  punchHole: writePath.process("punch-hole", punchHole),
} satisfies Record<string, Process>;

const properties = [...writePathProperties, readersAreShownValidData, noGarbageLeft, noGarbageBetweenRetries, cacheAndDiskAgree];

/** A write of three cells into a page of holes or of old blocks, from two user pages that may be anything. */
const aWrite = writePath.initial((s, p, choose) => {
  placeFile(s, choose.number("i_size", 2, p.FILE), p);
  if (choose.flag("blocks are mapped")) for (let block = 0; block < div(s.i_size + p.BLOCK - 1, p.BLOCK); block++) mapBlock(s, block, p);
  placeWrite(s, choose.number("pos", 0, 1), 3, p.PAGE - 2);
  chooseResidency(s, p, choose, true);
});

const onePage: ParameterValues = { PAGES: 1, WRITE: 3, USER_PAGES: 2, FOLIOS: 2 };

/** The names of the properties that are violated, those that every model has included. */
async function violatedBy(kernel: Kernel, actors: readonly Process[], set: ParameterValues = {}): Promise<readonly string[]> {
  const result = await check(xfsWrite(kernel, { set: { ...onePage, ...set }, initial: aWrite, actors, properties }), { engine: "reference" });
  return result.properties.filter(({ verdict }) => verdict === "violated").map(({ name }) => name);
}

const late = apply(v5_19, lateUptodate);
/** Without the defect of checks/open/end-block, which would be in the way. */
const validatedEarly = apply(v6_2, endBlockKept);
const validated = apply(validatedEarly, lateUptodate);

/** Block size equal to the page, and half of it. */
const blocks = [4, 2];

describe.each(thisTurn(blocks, 2))("a write to xfs, blocks of %i cells", (BLOCK) => {
  test.each<[string, readonly Process[]]>([
    ["an evictor", [actor.evictor]],
    ["a reader without a lock", [actor.reader]],
    ["a reader with i_rwsem", [actor.xfsReader]],
    ["a load through a mapping", [actor.mmapReader]],
    ["a store through a mapping", [actor.mmapWriter]],
    ["writeback and reclaim", [actor.writeback, actor.reclaim]],
    ["a truncation", [actor.truncate, actor.writeback, actor.reclaim]],
    ["a punched hole", [actor.punchHole, actor.writeback, actor.reclaim]],
  ])("keeps every promise beside %s, if it is marked uptodate late and its mapping is validated", async (_, actors) => {
    expect(await violatedBy(validated, actors, { BLOCK })).toEqual([]);
  });

  test("shows a reader uninitialised memory, if it is marked uptodate early", async () => {
    const violated = await violatedBy(validatedEarly, [actor.reader], { BLOCK });
    expect(violated).toEqual(
      [uptodateImpliesValid, noUninitialisedReadable, restIsUntouched, noBlockLeftBehind, readersAreShownValidData, noGarbageLeft, noGarbageBetweenRetries].map(
        ({ name }) => name,
      ),
    );
  });

  test("loses data that was written back meanwhile, if its mapping is not validated (d7b64041164c)", async () => {
    expect(await violatedBy(late, [actor.writeback, actor.reclaim], { BLOCK })).toContain(returnedCountIsInTheFile.name);
  });

  test("takes the reservation from under a store through a mapping, if clean-up is not told (198dd8aedee6)", async () => {
    expect(await violatedBy(late, [actor.mmapWriter], { BLOCK })).toContain(dirtyImpliesBacked.name);
  });
});

describe("since 6.6 only blocks that took accepted data are dirty", () => {
  const toDisk = [actor.writeback, actor.reclaim];

  test("so that what was marked uptodate early is never written, and differs from the disk for ever", async () => {
    expect(await violatedBy(v6_13, toDisk, { BLOCK: 2 })).toContain(cacheAndDiskAgree.name);
  });

  test("and nothing differs where it was marked late", async () => {
    expect(await violatedBy(apply(v6_13, lateUptodate), toDisk, { BLOCK: 2 })).toEqual([]);
  });
});

describe("a copy that was rejected", () => {
  test("stays readable in an uptodate block beside one that is not, if the user's page is gone before the retry", async () => {
    expect(await violatedBy(validated, [actor.unmapper], { BLOCK: 2 })).toEqual([restIsUntouched.name]);
  });
});

test("every actor keeps to the subset of the language that the compiler takes", () => {
  const composed = compose(xfsWrite(validated, { set: onePage, initial: aWrite, actors: Object.values(actor), properties }));
  expect(checkSubset(composed)).toEqual([]);
});
