/**
 * The situations in which `faultline prove` and `faultline diff` judge kernels: a write to each file system, alone and beside whoever can come between, at sizes from one page
 * on (`proof-sizes.ts`), and, in a sweep that goes on, every write beside them, and two of them at once.
 */
import type { Family, InitialRule, Kernel, Model, Process, Property, Scenario } from "../src/language/index.js";
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
import { fewWrites } from "./initial-few.js";
import { anySegments } from "./initial-segments.js";
import { probes } from "./probes.js";
import { sizesAlone, sizesBeside, sizesBesideTwo, sizesFromSegments, sizesOfAnyWrite, sizesWithEvictions } from "./proof-sizes.js";
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

/** Every write that tells kernels apart, alone. */
function alone({ name, by, needs, properties: asked }: Written): Scenario {
  return {
    name: `a write to ${name}`,
    unless: "",
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial: tellingWriteOrFault, properties: asked }),
    ...sizesAlone,
  };
}

/** The same from segments, of which one may be empty. */
function fromSegments({ name, by, needs, properties: asked }: Written): Scenario {
  return {
    name: `a write to ${name} from several segments`,
    unless: "",
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial: anySegments, properties: asked }),
    ...sizesFromSegments,
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

/** Few writes, beside others who multiply the states. */
function beside(written: Written, neighbours: Neighbours): Scenario {
  return { ...withNeighbours(written, neighbours, fewWrites), ...(neighbours.evicts ? sizesWithEvictions : sizesBeside) };
}

/** Every write that tells kernels apart, beside others. */
function anyBeside(written: Written, neighbours: Neighbours): Scenario {
  return { ...withNeighbours(written, neighbours, tellingWriteOrFault, "any write"), ...sizesOfAnyWrite };
}

/** Few writes, beside each two of the others at once. */
function besideTwo(written: Written, neighbours: readonly Neighbours[]): Scenario[] {
  const pairs = neighbours.flatMap((one, index) => neighbours.slice(index + 1).map((other) => [one, other] as const));
  return pairs.map(([one, other]) => {
    const both: Neighbours = {
      name: `${one.name} and ${other.name}`,
      unless: `${one.unless}, and ${other.unless}`,
      actors: [...one.actors, ...other.actors],
      properties: [...(one.properties ?? []), ...(other.properties ?? [])],
    };
    return { ...withNeighbours(written, both, fewWrites), ...sizesBesideTwo };
  });
}

function withNeighbours(
  { name, by, needs, properties: asked }: Written,
  { name: beside, unless, actors, properties: more = [] }: Neighbours,
  initial: InitialRule,
  writes = "a write",
): Pick<Scenario, "name" | "unless" | "applies" | "model"> {
  return {
    name: `${writes} to ${name} ${beside}`,
    unless,
    applies: ({ links }) => needs in links,
    model: (kernel, set) => by(kernel, { set, initial, actors, properties: [...asked, ...more] }),
  };
}

const everywhere = [eviction, unmapping];
const onGfs2 = [gfs2Mapping, gfs2Reader, gfs2Node];
const onXfs = [xfsReader, xfsMapping, toDisk];

export const proofFamily: Family = {
  outcomes: outcomeOfAWrite,
  probes,
  scenarios: [
    ...[gfs2, xfs, ext2].map(alone),
    ...[gfs2, xfs, ext2].flatMap((written) => everywhere.map((neighbours) => beside(written, neighbours))),
    ...onGfs2.map((neighbours) => beside(gfs2, neighbours)),
    ...onXfs.map((neighbours) => beside(xfs, neighbours)),
    ...[gfs2, xfs, ext2].map(fromSegments),
    ...[gfs2, xfs, ext2].flatMap((written) => everywhere.map((neighbours) => anyBeside(written, neighbours))),
    ...onGfs2.map((neighbours) => anyBeside(gfs2, neighbours)),
    ...onXfs.map((neighbours) => anyBeside(xfs, neighbours)),
    ...besideTwo(gfs2, [eviction, ...onGfs2]),
    ...besideTwo(xfs, [eviction, ...onXfs]),
  ],
};
