import type { PictureRow } from "../../../language/index.js";
import type { TraceData } from "../traceData.js";
import { toneOf } from "./tone.js";

/** The state as the system draws it; what differs from the moment before is framed. */
export function PictureGrid({ data: { moments, rows, legend }, at }: { readonly data: TraceData; readonly at: number }) {
  const shown = moments.slice(0, at + 1).findLastIndex(({ picture }) => picture.length > 0);
  const moment = moments[shown];
  if (moment === undefined) return null;
  const before = moments[shown - 1]?.picture ?? [];
  const items = new Set(moment.picture.flatMap((row) => rows[row]?.items ?? []));
  return (
    <figure class="picture">
      <div class="grid" role="img" aria-label={describe(moment.picture.map((row) => rows[row] as PictureRow))}>
        {moment.picture.map((row, index) => (
          <PictureLine key={rows[row]?.label} row={rows[row] as PictureRow} before={rows[before[index] ?? row] as PictureRow} legend={legend} />
        ))}
      </div>
      <figcaption>
        {Object.entries(legend)
          .filter(([item]) => items.has(item))
          .map(([item, { means, tone }]) => (
            <span key={item} class="meaning">
              <i class={`cell tone-${tone}`}>{item}</i> {means}
            </span>
          ))}
      </figcaption>
    </figure>
  );
}

interface PictureLineProps {
  readonly row: PictureRow;
  readonly before: PictureRow;
  readonly legend: TraceData["legend"];
}

function PictureLine({ row: { label, items, cellsEach }, before, legend }: PictureLineProps) {
  return (
    <div class="line">
      <span class="label">{label}</span>
      {items.map((item, index) => (
        <span
          key={index}
          class={`cell tone-${toneOf(item, legend)}${before.items[index] === item ? "" : " changed"}`}
          style={{ flexGrow: cellsEach }}
          title={`${label} ${index}: ${legend[item]?.means ?? item}`}
        >
          {item}
        </span>
      ))}
    </div>
  );
}

function describe(rows: readonly PictureRow[]): string {
  return rows.map(({ label, items }) => `${label}: ${items.join(" ")}`).join("; ");
}
