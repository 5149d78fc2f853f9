import type { PictureRow } from "../../../language/index.js";
import type { TraceData } from "../traceData.js";

/** The picture at a moment, and the one before it; a step without a successor leaves the last one standing. */
export function pictureAt({ moments, rows }: TraceData, at: number): { readonly picture: readonly PictureRow[]; readonly before: readonly PictureRow[] } {
  const shown = moments.slice(0, at + 1).findLastIndex(({ picture }) => picture.length > 0);
  const drawn = (index: number): readonly PictureRow[] => (moments[index]?.picture ?? []).map((row) => rows[row] as PictureRow);
  return { picture: drawn(shown), before: drawn(shown - 1) };
}
