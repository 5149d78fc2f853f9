import type { TraceData } from "../traceData.js";
import { lanesOf } from "./lanes.js";
import { PictureGrid } from "./pictureGrid.js";
import { StepCard } from "./stepCard.js";

/** Every step, one below the other, with a picture wherever it differs from the one before. */
export function Printout({ data }: { readonly data: TraceData }) {
  const lanes = lanesOf(data);
  const looks = data.moments.map(({ picture }) => picture.join());
  return (
    <>
      {data.moments.map((_, at) => (
        <section key={at} class="printed">
          <span class="number">{at}</span>
          <StepCard data={data} lanes={lanes} at={at} />
          {looks[at] !== looks[at - 1] && looks[at] !== "" && <PictureGrid data={data} at={at} />}
        </section>
      ))}
    </>
  );
}
