/**
 * The clean-up after a short write drops the page cache over the blocks that were reserved in vain, and then gives the blocks back: two
 * steps, and no lock that keeps page faults out. A store through a mapping that comes in between finds its block reserved and makes its
 * page dirty; then the reservation goes. Writeback will find dirty data, and nowhere to put it.
 *
 * With blocks smaller than the page the lock alone is not enough: of a page that holds other blocks, too, truncation zeroes a part, and
 * leaves it mapped. Who could store there before can do so afterwards, with no fault that would ask for a reservation. The next patch of
 * the series (f43dc4dc3eff, bug B10) does away with that as well.
 */

import { mmapWriter } from "../../spec/actors/mmap-writer.js";
import { beforeAndAfter } from "../../spec/before-and-after.js";
import { smallPage, writeOverHole } from "../../spec/initial-few.js";
import { v6_1 } from "../../spec/kernels.js";
import { fileDoesNotGrow, writesStayInside } from "../../spec/known-unreached.js";
import { f43dc4dc3eff, fix198dd8aedee6 } from "../../spec/patches/index.js";
import { dirtyImpliesBacked } from "../../spec/properties/index.js";
import { xfsWrite } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { apply, defineCheck, type Kernel, type Model } from "../../src/language/index.js";

const actors = [writePath.process("mmap-writer", mmapWriter)];

const asks = (kernel: Kernel, BLOCK: number): Model =>
  xfsWrite(kernel, { set: { ...smallPage, BLOCK }, initial: writeOverHole, actors, properties: [dirtyImpliesBacked] });

const underLock = apply(v6_1, fix198dd8aedee6);

export const b11 = defineCheck({
  id: "bugs/b11",
  title: "A write to xfs that comes up short never takes the reservation away from a dirty page",
  by: "198dd8aedee6 (xfs: punching delalloc extents on write failure is racy); up to 6.1",
  refutedBy: "a block with dirty data below i_size that is a hole",
  expect: "violated",
  unreached: [...fileDoesNotGrow, ...writesStayInside],
  runs: [
    ...beforeAndAfter((kernel) => asks(kernel, 2), { before: v6_1, after: underLock }),
    { name: "page = 2 blocks: the lock alone", role: "contrast", expect: "violated", model: asks(underLock, 1) },
    { name: "page = 2 blocks: and no truncation", role: "contrast", expect: "holds", model: asks(apply(underLock, f43dc4dc3eff), 1) },
  ],
});
