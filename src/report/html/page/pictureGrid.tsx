import type { Legend, PictureRow } from "../../../language/index.js";
import { toneOf } from "./tone.js";

interface PictureGridProps {
  readonly picture: readonly PictureRow[];
  /** That of the state before. */
  readonly before: readonly PictureRow[];
  readonly legend: Legend;
}

/** The state as the system draws it; what differs from the state before is framed. */
export function PictureGrid({ picture, before, legend }: PictureGridProps) {
  if (picture.length === 0) return null;
  const items = new Set(picture.flatMap((row) => row.items));
  return (
    <figure class="picture">
      <div class="grid" role="img" aria-label={describe(picture)}>
        {picture.map((row, index) => (
          <PictureLine key={row.label} row={row} before={before[index] ?? row} legend={legend} />
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
  readonly legend: Legend;
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
