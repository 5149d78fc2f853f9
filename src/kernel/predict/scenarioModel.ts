import { evictor, unmapper } from "../../../spec/actors/evictor.js";
import { gfs2_file_buffered_write } from "../../../spec/gfs2/gfs2-file-buffered-write.js";
import { mapBlock, placeFile } from "../../../spec/initial.js";
import { mount } from "../../../spec/mount.js";
import { writePath } from "../../../spec/write-path.js";
import { xfs_file_buffered_write } from "../../../spec/xfs/xfs-file-buffered-write.js";
import type { InitialRule, Kernel, Model, ParameterValues, Property } from "../../language/index.js";
import type { GuestFilesystem } from "../guests.js";
import { lengthOf, type Scenario } from "../scenario/scenario.js";

const WRITES = { gfs2: gfs2_file_buffered_write, xfs: xfs_file_buffered_write } as const;

/** What a guest's kernel is asked: a writer, and somebody who takes its user pages away. */
export function guestModel(
  kernel: Kernel,
  filesystem: GuestFilesystem,
  { set, initial, properties }: { readonly set: ParameterValues; readonly initial: InitialRule; readonly properties: readonly Property[] },
): Model {
  return writePath.model(`a write to ${filesystem}, as a guest can be asked`, {
    set,
    kernel: mount(kernel, filesystem),
    processes: [
      writePath.process("writer", WRITES[filesystem]),
      writePath.process("evictor", evictor, { daemon: true }),
      writePath.process("munmap", unmapper, { daemon: true }),
    ],
    initial,
    properties: [...properties],
  });
}

/** The model of one scenario: it has one initial state. */
export function scenarioModel(kernel: Kernel, scenario: Scenario, properties: readonly Property[] = []): Model {
  const { bounds, segments, evictions, size, mapped, pos, userPages } = scenario;
  const set = { ...bounds, SEGMENTS: segments.length, EVICTIONS: Math.max(1, evictions.length) };
  const initial = writePath.initial((s, p) => {
    placeFile(s, size, p);
    mapped.forEach((isMapped, block) => {
      if (isMapped) mapBlock(s, block, p);
    });
    s.request.pos = pos;
    s.request.length = lengthOf(scenario);
    s.iov.count = lengthOf(scenario);
    segments.forEach(({ start, length }, index) => {
      s.user.segments[index].start = start;
      s.user.segments[index].length = length;
    });
    userPages.forEach((state, page) => {
      s.user.pages[page] = state;
    });
  });
  return guestModel(kernel, scenario.filesystem, { set, initial, properties });
}
