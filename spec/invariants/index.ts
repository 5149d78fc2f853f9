/** What is proved of a kernel for writes of any length, at real page and block sizes. See src/proof/README.md for what that means. */
import type { InductiveClaim, Kernel, ParameterValues } from "../../src/language/index.js";
import { tirelessEvictor } from "../actors/evictor.js";
import { anyWrite } from "../initial.js";
import { iteratorIsInStep } from "../properties/iterator-position.js";
import { shortCopyCommitsNothing } from "../properties/short-copy-commits-nothing.js";
import { uptodateImpliesValid } from "../properties/uptodate-implies-valid.js";
import { xfsWrite } from "../workbench.js";
import { writePath } from "../write-path.js";
import { folioPrepared } from "./folio-prepared.js";
import { iteratorInStep } from "./iterator-in-step.js";
import { foliosAreNotLost, foliosLieUnderTheirIndex, freeFoliosAreBlank, mappedBlocksAreValid, nobodyPins } from "./page-cache.js";

/** A page of 4096 bytes, blocks of 512: a cell is a byte. The file has two pages, and a write may cover them. */
export const realSizes: ParameterValues = { PAGE: 4096, BLOCK: 512, PAGES: 2, FOLIOS: 2, USER_PAGES: 3, WRITE: 8192, CHUNK: 4096 };

/** The claims about a kernel: one writer on xfs, while user pages are taken away from it as often as can be. */
export function inductiveClaims(kernel: Kernel): readonly InductiveClaim[] {
  const evictor = writePath.process("evictor", tirelessEvictor, { daemon: true });
  const model = xfsWrite(kernel, { set: realSizes, initial: anyWrite, actors: [evictor], properties: [] });
  return [
    {
      name: "short copy",
      about: "A short copy into a folio that is not uptodate commits nothing, however often it is tried again.",
      model,
      goals: [shortCopyCommitsNothing],
      strengthening: [],
      annotations: [],
    },
    {
      name: "iterator",
      about: "When write(2) returns, the user's buffer was consumed by exactly the count that is returned.",
      model,
      goals: [iteratorIsInStep],
      strengthening: [],
      annotations: iteratorInStep,
    },
    {
      name: "uptodate",
      about: "A byte that is marked uptodate holds data of the file, or zero, at every moment of the write.",
      model,
      goals: [uptodateImpliesValid],
      strengthening: [foliosLieUnderTheirIndex, foliosAreNotLost, nobodyPins, freeFoliosAreBlank, mappedBlocksAreValid],
      annotations: [...iteratorInStep, ...folioPrepared],
    },
  ];
}
