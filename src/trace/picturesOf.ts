import { cellWidth, drawPicture } from "./drawPicture.js";
import type { TraceDocument } from "./traceDocument.js";

/** The lines of the picture of each state that look different from the one before; the first picture and the last that there is are whole. */
export function picturesOf({ initial, steps }: Pick<TraceDocument, "initial" | "steps">): readonly (readonly string[])[] {
  const pictures = [initial, ...steps].map(({ picture }) => picture ?? []);
  const cell = cellWidth(pictures.flat());
  const drawn = pictures.map((rows) => drawPicture(rows, cell));
  const last = drawn.findLastIndex((rows) => rows.length > 0);
  return drawn.map((rows, index) => (index === 0 || index === last ? rows : rows.filter((line, row) => line !== drawn[index - 1]?.[row])));
}
