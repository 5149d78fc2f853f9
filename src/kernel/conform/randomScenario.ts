import { Random } from "../../engine/partial/random.js";
import { type Kernel, SpecError } from "../../language/index.js";
import type { GuestFilesystem } from "../guests.js";
import { possibleRuns } from "../predict/possibleRuns.js";
import { type Eviction, equalCuts, PAGE_BYTES, type Residency, type Scenario, type Segment } from "../scenario/scenario.js";
import { unitsOf } from "../scenario/unitsOf.js";

/** Cells in a page and in a block, so that blocks of all sizes are met, and several cells in most of them. */
const SHAPES: Readonly<Record<number, { readonly PAGE: number; readonly BLOCK: number }>> = {
  4096: { PAGE: 4, BLOCK: 4 },
  2048: { PAGE: 6, BLOCK: 3 },
  1024: { PAGE: 8, BLOCK: 2 },
  512: { PAGE: 16, BLOCK: 2 },
};

const PAGES = 3;
const USER_PAGES = 4;

/** The block sizes that a file system is asked with, in bytes: the guest is booted once for each. */
export const BLOCK_SIZES: Readonly<Record<GuestFilesystem, readonly number[]>> = { gfs2: [4096, 2048, 1024, 512], xfs: [4096, 2048, 1024] };

/** What scenarios of one boot have in common. */
export interface Series {
  readonly filesystem: GuestFilesystem;
  /** In bytes. */
  readonly blockSize: number;
  readonly initOnAlloc: boolean;
}

/**
 * A random write, weighted to where bugs are: starts and ends inside of blocks, holes, the end of the file within reach, pages that are absent or go away.
 * The same seed and number give the same write.
 */
export function randomScenario(name: string, kernel: Kernel, { filesystem, blockSize, initOnAlloc }: Series, seed: number): Scenario {
  const random = new Random(seed);
  const shape = SHAPES[blockSize];
  if (shape === undefined)
    throw new SpecError(
      "FL504",
      `no writes are made for blocks of ${blockSize} bytes`,
      `write --block-size ${BLOCK_SIZES[filesystem].join(", or --block-size ")}`,
    );
  const { PAGE, BLOCK } = shape;
  const cells = PAGE * PAGES;
  const WRITE = PAGE * 2;
  const size = random.below(3) === 0 ? cells : random.below(cells + 1);
  const length = 1 + random.below(WRITE);
  const pos = random.below(cells - length + 1);
  const isMostlyHole = random.below(2) === 0;
  const mapped = Array.from({ length: cells / BLOCK }, (_, block) => block * BLOCK < size && random.below(isMostlyHole ? 5 : 2) === 0);
  const userPages = Array.from(
    { length: USER_PAGES },
    (): Residency => (["absent", "absent", "resident", "resident", "invalid"] as const)[random.below(5)] ?? "absent",
  );
  const segments = cutIntoSegments(random, length, PAGE);
  const draft: Scenario = {
    name,
    filesystem,
    bounds: { PAGE, BLOCK, PAGES, FOLIOS: PAGES, USER_PAGES, WRITE, CHUNK: PAGE, INIT_ON_ALLOC: initOnAlloc, SHORT_ALLOCATIONS: false },
    size,
    mapped,
    pos,
    segments,
    userPages,
    evictions: [],
    cuts: randomCuts(random, PAGE, BLOCK),
  };
  return isOutsideTheModels(draft)
    ? randomScenario(name, kernel, { filesystem, blockSize, initOnAlloc }, seed + 0x40000000)
    : { ...draft, evictions: chooseEvictions(random, draft, kernel) };
}

/** The models do not zero the gap between the end of the file and a write past it: on xfs that reads and dirties the block of the end, if it is on disk. */
function isOutsideTheModels({ filesystem, pos, size, mapped, bounds: { BLOCK } }: Scenario): boolean {
  return filesystem === "xfs" && pos > size && size % BLOCK !== 0 && mapped[Math.floor(size / BLOCK)] === true;
}

/** One or two runs of the user's buffer. */
function cutIntoSegments(random: Random, length: number, page: number): readonly Segment[] {
  const start = random.below(page);
  const first = random.below(3) === 0 ? 1 + random.below(length) : length;
  const segments = [{ start, length: first }];
  if (first < length) segments.push({ start: random.below(page * 2), length: length - first });
  return segments;
}

/** Cuts inside of blocks lie anywhere, though not so close that a cell has no room for the driver's triggers. */
function randomCuts(random: Random, page: number, block: number): readonly number[] {
  if (random.below(3) === 0) return equalCuts(page);
  const blockSize = (PAGE_BYTES / page) * block;
  const least = 8;
  const cuts: number[] = [];
  for (let start = 0; start < PAGE_BYTES; start += blockSize) {
    const inside = Array.from({ length: block - 1 }, () => random.below(blockSize - least * (block + 1)));
    inside.sort((a, b) => a - b);
    cuts.push(start, ...inside.map((cut, index) => start + cut + least * (index + 1)));
  }
  return [...cuts, PAGE_BYTES];
}

/** At most one page goes away, at one of the moments that the model says there are; a page that the kernel has looked at by then, mostly. */
function chooseEvictions(random: Random, draft: Scenario, kernel: Kernel): readonly Eviction[] {
  if (random.below(4) === 0) return [];
  const units = unitsOf(draft);
  const moments = (possibleRuns(kernel, draft)[0]?.reached ?? []).filter((moment) => units.some(({ to }) => to === moment));
  const reached = moments[random.below(moments.length)];
  const near = units.filter(({ to }) => reached !== undefined && to <= reached);
  const unit = near[random.below(near.length)];
  if (reached === undefined || unit === undefined) return [];
  return [{ userPage: unit.userPage, reached, becomes: random.below(4) === 0 ? "invalid" : "absent" }];
}
