/**
 * The situations in which `faultline prove` and `faultline diff` judge kernels: a write to each file system, alone and beside whoever can come between, at sizes from one page
 * on. The order of sizes is the order of a sweep; those counted by `usual` are always asked.
 */
import type { Family, Kernel, Model, ParameterValues, Process, Property, Scenario } from "../src/language/index.js";
import { evictor, unmapper } from "./actors/evictor.js";
import { mmapWriter } from "./actors/mmap-writer.js";
import { filemapRead } from "./actors/reader.js";
import { reclaim } from "./actors/reclaim.js";
import { writeback } from "./actors/writeback.js";
import { outcomeOfAWrite } from "./contract/outcome-of-a-write.js";
import { anotherNode } from "./gfs2/another-node.js";
import { gfs2_file_read_iter } from "./gfs2/gfs2-file-read-iter.js";
import { gfs2MmapUser } from "./gfs2/gfs2-mmap-user.js";
import { tellingWriteOrFault } from "./initial.js";
import { fewWrites, onePage } from "./initial-few.js";
import { anySegments } from "./initial-segments.js";
import {
  cacheAndDiskAgree,
  exclusiveGlockIsAlone,
  noGarbageBetweenRetries,
  noGarbageLeft,
  noStaleBetweenRetries,
  noStaleLeft,
  readersAreShownValidData,
  remoteGlockIsAlone,
  writePathProperties,
} from "./properties/index.js";
import { ext2Write, gfs2Write, type Question, xfsWrite } from "./workbench.js";
import { writePath } from "./write-path.js";

/** A write to a file system, and the function that only kernels have which know it. */
interface Written {
  readonly name: string;
  readonly by: (kernel: Kernel, question: Question) => Model;
  readonly needs: string;
  readonly properties: readonly Property[];
}

/** What is left for good comes first: in this order properties are told. */
const properties = [noStaleLeft, noGarbageLeft, ...writePathProperties];
const ofGfs2 = [noStaleLeft, noGarbageLeft, noStaleBetweenRetries, noGarbageBetweenRetries, exclusiveGlockIsAlone, ...writePathProperties];

const gfs2: Written = { name: "gfs2", by: gfs2Write, needs: "gfs2_file_buffered_write", properties: ofGfs2 };
const xfs: Written = { name: "xfs", by: xfsWrite, needs: "xfs_file_buffered_write", properties };
const ext2: Written = { name: "ext2", by: ext2Write, needs: "generic_perform_write", properties };

const onePageOneBlock: ParameterValues = { ...onePage, BLOCK: 4 };
const onePageTwoBlocks: ParameterValues = { ...onePage, BLOCK: 2 };

/** Every write that tells kernels apart, alone: one page, then two, then blocks of one cell, then a page of eight. */
function alone({ name, by, needs, properties: asked }: Written): Scenario {
  return {
    name: `a write to ${name}`,
    unless: "",
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial: tellingWriteOrFault, properties: asked }),
    sizes: [
      onePageOneBlock,
      onePageTwoBlocks,
      { PAGES: 2, WRITE: 5, BLOCK: 4 },
      { PAGES: 2, WRITE: 5, BLOCK: 2 },
      { ...onePage, BLOCK: 1 },
      { PAGE: 8, CHUNK: 8, PAGES: 1, FOLIOS: 2, WRITE: 4, USER_PAGES: 1, BLOCK: 4 },
    ],
    usual: 2,
  };
}

/** The same from two segments, one of which may be empty. */
function fromSegments({ name, by, needs, properties: asked }: Written): Scenario {
  const bounds: ParameterValues = { PAGES: 1, SEGMENTS: 2, USER_PAGES: 2 };
  return {
    name: `a write to ${name} from two segments`,
    unless: "",
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial: anySegments, properties: asked }),
    sizes: [{ ...bounds, WRITE: 2, BLOCK: 4 }],
    usual: 0,
  };
}

/** Who runs beside the writer, and what that is in words. */
interface Neighbours {
  readonly name: string;
  readonly unless: string;
  /** They take user pages away, as often as EVICTIONS says. */
  readonly evicts?: true;
  readonly actors: readonly Process[];
  readonly properties?: readonly Property[];
}

const daemon = { daemon: true };

const eviction: Neighbours = {
  name: "while user pages are reclaimed",
  unless: "a page of the user's buffer vanishes between fault-in and copy",
  evicts: true,
  actors: [writePath.process("evictor", evictor, daemon)],
};

const unmapping: Neighbours = {
  name: "while user pages are unmapped",
  unless: "a page of the user's buffer is unmapped between fault-in and copy",
  evicts: true,
  actors: [writePath.process("munmap", unmapper, daemon)],
};

const gfs2Mapping: Neighbours = {
  name: "beside a task that maps the file",
  unless: "a task that maps the file comes between",
  actors: [writePath.process("faulter", gfs2MmapUser)],
};
const gfs2Reader: Neighbours = {
  name: "beside a reader",
  unless: "a reader comes between",
  actors: [writePath.process("reader", gfs2_file_read_iter)],
  properties: [readersAreShownValidData],
};
const gfs2Node: Neighbours = {
  name: "beside another node",
  unless: "another node comes between",
  actors: [writePath.process("remote", anotherNode, daemon)],
  properties: [remoteGlockIsAlone],
};
const xfsReader: Neighbours = {
  name: "beside a reader",
  unless: "a reader comes between",
  actors: [writePath.process("reader", filemapRead)],
  properties: [readersAreShownValidData],
};
const xfsMapping: Neighbours = {
  name: "beside a task that maps the file",
  unless: "a task that maps the file comes between",
  actors: [writePath.process("mmap-writer", mmapWriter)],
};
const toDisk: Neighbours = {
  name: "beside writeback and reclaim",
  unless: "writeback and reclaim come between",
  actors: [writePath.process("writeback", writeback, daemon), writePath.process("reclaim", reclaim, daemon)],
  properties: [cacheAndDiskAgree],
};

/** Few writes, beside others who multiply the states; in a sweep with more evictions, where there are any, else with blocks of one cell. */
function beside({ name, by, needs, properties: asked }: Written, neighbours: Neighbours): Scenario {
  const { actors, unless, evicts = false } = neighbours;
  return {
    name: `a write to ${name} ${neighbours.name}`,
    unless,
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial: fewWrites, actors, properties: [...asked, ...(neighbours.properties ?? [])] }),
    sizes: [onePageOneBlock, onePageTwoBlocks, evicts ? { ...onePageOneBlock, EVICTIONS: 2 } : { ...onePage, BLOCK: 1 }],
    usual: 2,
  };
}

export const proofFamily: Family = {
  outcomes: outcomeOfAWrite,
  scenarios: [
    ...[gfs2, xfs, ext2].map(alone),
    ...[gfs2, xfs, ext2].flatMap((written) => [eviction, unmapping].map((neighbours) => beside(written, neighbours))),
    ...[gfs2Mapping, gfs2Reader, gfs2Node].map((neighbours) => beside(gfs2, neighbours)),
    ...[xfsReader, xfsMapping, toDisk].map((neighbours) => beside(xfs, neighbours)),
    ...[gfs2, xfs, ext2].map(fromSegments),
  ],
};
