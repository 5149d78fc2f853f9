import type { TraceData } from "../traceData.js";
import { momentRows } from "./momentRows.js";

/** A value that a variable took, and when. */
export interface HistoryEntry {
  readonly at: number;
  readonly text: string;
}

/** What a variable was at first, and each time that it changed; it has no value while its function is not being executed. */
export function historyOf(data: TraceData, name: string): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  data.moments.forEach((moment, at) => {
    if (moment.variables === null) return;
    const text = momentRows(data, at).find((row) => row.name === name)?.text ?? "–";
    if (entries.at(-1)?.text !== text) entries.push({ at, text });
  });
  return entries;
}
