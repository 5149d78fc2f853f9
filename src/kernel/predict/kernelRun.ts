import { type FileSeen, MOMENTS, type Moment, type RawEvent, type ScenarioReport } from "../console/guestReport.js";
import { BASE, byteOf, type Scenario } from "../scenario/scenario.js";
import type { CellKind, Outcome } from "./outcome.js";
import type { SeenEvent } from "./seenEvent.js";

/** What a kernel did with a scenario. */
export interface KernelRun {
  readonly events: readonly SeenEvent[];
  readonly outcome: Outcome;
}

/** What the guest's report of a scenario that is whole says, in the terms of the model. */
export function kernelRun({ returned, files, events }: ScenarioReport, scenario: Scenario): KernelRun {
  const content = Object.fromEntries(MOMENTS.map((moment) => [moment, contentOf(files[moment], scenario)])) as Record<Moment, string>;
  const count = returned?.count ?? 0;
  return { events: seenEvents(events), outcome: { returned: count < 0 ? -(returned?.errno ?? 0) : count, size: files.cached?.size ?? 0, content } };
}

/** Each cell below i_size as one letter. Before the model's file there is a hole: were it not, that would be told as one more cell in front. */
function contentOf(file: FileSeen | undefined, scenario: Scenario): string {
  if (file === undefined) return "";
  const letters: CellKind[] = kindIn(file, 0, BASE) === "0" ? [] : ["?"];
  for (let cell = 0; byteOf(scenario, cell) < file.size; cell++)
    letters.push(kindIn(file, byteOf(scenario, cell), Math.min(byteOf(scenario, cell + 1), file.size)));
  return letters.join("");
}

function kindIn({ runs }: FileSeen, from: number, to: number): CellKind {
  const kinds = new Set(runs.filter((run) => run.from < to && run.to > from).map(({ kind }) => kind));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "?";
}

/** Marks of the driver: no events of the kernel. */
const MARKS: readonly string[] = ["fault", "drop", "protect", "store"];

/** The probes' events as calls: what a function returned stands with its arguments, and the pieces of one fault-in are one. */
export function seenEvents(raw: readonly RawEvent[]): readonly SeenEvent[] {
  const seen: SeenEvent[] = [];
  let got: number | undefined;
  let asked = 0;
  const endFaultIn = (): void => {
    if (got !== undefined) seen.push({ what: "fault_in_iov_iter_readable", args: { got } });
    got = undefined;
  };
  for (const { name, args } of raw.filter((event) => !MARKS.includes(event.name))) {
    if (name === "fi") asked = args.size ?? 0;
    else if (name === "fi_r") got = (got ?? 0) + asked - (args.left ?? 0);
    else {
      endFaultIn();
      if (name === "we_r") completeWriteEnd(seen, args);
      else seen.push(callOf(name, args));
    }
  }
  endFaultIn();
  return seen;
}

/** IOMAP_F_NEW */
const NEW = 1;

function callOf(name: string, args: RawEvent["args"]): SeenEvent {
  const { pos = -1, len = -1, length = -1, count = -1, copied = -1, written = -1, start = -1, plen = -1, first = -1, last = -1, offset = -1, flags = 0 } = args;
  switch (name) {
    case "bw":
      return { what: "iomap_file_buffered_write", args: { pos, count } };
    case "ib":
      return { what: "iomap_begin", args: { pos, length } };
    case "ie":
      return { what: "iomap_end", args: { pos, length, written, new: (flags & NEW) !== 0 } };
    case "wb":
      return { what: "iomap_write_begin", args: { pos, len } };
    case "we":
      return { what: "iomap_write_end", args: { pos, len, copied } };
    case "rd":
      return { what: "iomap_read_folio_sync", args: { start, len: plen } };
    case "tp":
      return { what: "truncate_pagecache_range", args: { first, last } };
    case "ph":
      return { what: "punch_hole", args: { offset, length } };
    default:
      return { what: name, args };
  }
}

/** What iomap_write_end() returned, of its last call, which may have called others: before 6.10 how many bytes it accepted, since then whether it accepted those that were copied. */
function completeWriteEnd(seen: SeenEvent[], { ret, accepted }: RawEvent["args"]): void {
  const index = seen.findLastIndex(({ what }) => what === "iomap_write_end");
  const call = seen[index];
  if (call === undefined) return;
  const copied = Number(call.args.copied ?? 0);
  seen[index] = { what: call.what, args: { ...call.args, ret: ret ?? (accepted === 0 ? 0 : copied) } };
}
