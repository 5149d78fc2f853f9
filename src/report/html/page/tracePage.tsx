import { useEffect, useMemo, useState } from "preact/hooks";
import type { Moment, TraceData } from "../traceData.js";
import { Header } from "./header.js";
import { historyOf } from "./history.js";
import { lanesOf } from "./lanes.js";
import { momentRows } from "./momentRows.js";
import { PartTable } from "./partTable.js";
import { pictureAt } from "./pictureAt.js";
import { PictureGrid } from "./pictureGrid.js";
import { SourceView } from "./sourceView.js";
import { StepCard } from "./stepCard.js";
import { StepList } from "./stepList.js";
import { Timeline } from "./timeline.js";
import { usePosition } from "./usePosition.js";
import { VariableHistory } from "./variableHistory.js";
import { VariableTable } from "./variableTable.js";
import { WhyPanel } from "./whyPanel.js";

/** The whole page: where one stands in the trace, and everything that there is to see there. */
export function TracePage({ data }: { readonly data: TraceData }) {
  const [at, go] = usePosition(data);
  const [watched, watch] = useState<string>();
  const lanes = useMemo(() => lanesOf(data), [data]);
  const changes = useMemo(() => (watched === undefined ? undefined : historyOf(data, watched)), [data, watched]);
  useEffect(() => {
    document.title = `${at}/${data.moments.length - 1} · ${data.check}: ${data.property.name}`;
  }, [at, data]);
  return (
    <>
      <Header data={data} />
      <Timeline data={data} lanes={lanes} at={at} go={go} marked={changes?.map(({ at: index }) => index) ?? []} />
      <main>
        <section class="steps" aria-label="Steps">
          <StepList data={data} lanes={lanes} at={at} go={go} />
        </section>
        <section class="now" aria-label="The state at this step">
          <StepCard moment={data.moments[at] as Moment} lanes={lanes} />
          <PictureGrid {...pictureAt(data, at)} legend={data.legend} />
          <WhyPanel data={data} at={at} go={go} />
          <PartTable data={data} at={at} go={go} />
          <SourceView excerpt={data.excerpts[data.moments[at]?.excerpt ?? -1]} />
        </section>
        <section class="state" aria-label="Variables">
          {watched !== undefined && changes !== undefined && (
            <VariableHistory name={watched} changes={changes} at={at} go={go} close={() => watch(undefined)} />
          )}
          <VariableTable
            rows={momentRows(data, at)}
            earlier={momentRows(data, at - 1)}
            title="Show its history"
            press={({ name }) => watch(name)}
            pressed={({ name }) => name === watched}
          />
        </section>
      </main>
    </>
  );
}
