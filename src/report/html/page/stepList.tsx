import { useRef } from "preact/hooks";
import type { Moment, TraceData } from "../traceData.js";
import { choiceText } from "./choiceText.js";
import type { Lanes } from "./lanes.js";
import type { Go } from "./usePosition.js";
import { useRows } from "./useRows.js";

/** In pixels; the style sheet's `.step` is as high. */
const ROW = 30;

interface StepListProps {
  readonly data: TraceData;
  readonly lanes: Lanes;
  readonly at: number;
  readonly go: Go;
}

/** Every step of the trace, of which those in sight are drawn. */
export function StepList({ data: { moments, explanation, lasso }, lanes, at, go }: StepListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRows(scroller, moments.length, ROW, at);
  return (
    <div class="scroller" ref={scroller}>
      <ol style={{ height: `${rows.getTotalSize()}px` }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <li key={index} style={{ transform: `translateY(${start}px)` }}>
            <StepRow
              moment={moments[index] as Moment}
              index={index}
              lanes={lanes}
              current={index === at}
              repeated={lasso !== null && index > lasso.from}
              decided={(explanation?.marks[index] ?? []).length > 0}
              go={go}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface StepRowProps {
  readonly moment: Moment;
  readonly index: number;
  readonly lanes: Lanes;
  readonly current: boolean;
  /** It is a step of a loop that goes on for ever. */
  readonly repeated: boolean;
  /** It decided that the trace went wrong. */
  readonly decided: boolean;
  readonly go: Go;
}

function StepRow({ moment: { step, told }, index, lanes, current, repeated, decided, go }: StepRowProps) {
  const lane = step === null ? undefined : lanes.get(step.process);
  return (
    <button type="button" class="step" aria-current={current ? "step" : undefined} onClick={() => go(index)} title={told.join("\n")} tabIndex={-1}>
      <span class="number">{index}</span>
      <span class="lanes" aria-hidden="true">
        {[...lanes.values()].map(({ column, colour }) => (
          <i key={column} class={column === lane?.column ? `lane moved ${colour}` : "lane"} />
        ))}
      </span>
      <span class="what">{step === null ? "initial state" : <StepName step={step} />}</span>
      {repeated && (
        <span class="repeated" title="It is repeated for ever">
          ↻
        </span>
      )}
      {decided && (
        <span class="decided" title="It decided: with another answer here, the same schedule ends well">
          ◆
        </span>
      )}
      {step !== null && step.choices.length > 0 && <span class="choice">{choiceText(step.choices)}</span>}
    </button>
  );
}

/** `iomap_write_iter · copy`, or `fill` where a process is one function. */
export function StepName({ step: { function: name, process, step } }: { readonly step: NonNullable<Moment["step"]> }) {
  return (
    <>
      {name !== process && <span class="function">{name} · </span>}
      <b>{step}</b>
    </>
  );
}
