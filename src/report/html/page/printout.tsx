import type { TraceData } from "../traceData.js";
import { lanesOf } from "./lanes.js";
import { pictureAt } from "./pictureAt.js";
import { PictureGrid } from "./pictureGrid.js";
import { StepCard } from "./stepCard.js";

/** Every step, one below the other, with a picture wherever it differs from the one before. */
export function Printout({ data }: { readonly data: TraceData }) {
  const lanes = lanesOf(data);
  const looks = data.moments.map(({ picture }) => picture.join());
  return (
    <>
      {data.moments.map((moment, at) => (
        <section key={at} class="printed">
          <span class="number">{at}</span>
          <StepCard moment={moment} lanes={lanes} />
          {looks[at] !== looks[at - 1] && looks[at] !== "" && <PictureGrid {...pictureAt(data, at)} legend={data.legend} />}
        </section>
      ))}
    </>
  );
}
