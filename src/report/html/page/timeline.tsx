import type { TraceData } from "../traceData.js";
import type { Lanes } from "./lanes.js";
import { fails } from "./partTable.js";
import type { Go } from "./usePosition.js";

interface TimelineProps {
  readonly data: TraceData;
  readonly lanes: Lanes;
  readonly at: number;
  readonly go: Go;
  /** Moments at which the variable that is watched changed. */
  readonly marked: readonly number[];
}

/** The trace from left to right: a lane for each process, a tick where it moved, and a slider over them. */
export function Timeline({ data: { moments, parts, explanation, lasso }, lanes, at, go, marked }: TimelineProps) {
  const last = moments.length - 1;
  const [property] = parts;
  const broken = moments.flatMap((_, index) => (property !== undefined && fails(property, index) ? [index] : []));
  const decided = (explanation?.marks ?? []).flatMap((marks, index) => (marks.length > 0 ? [index] : []));
  return (
    <nav class="timeline" aria-label="Timeline">
      <button type="button" onClick={() => go(0)} disabled={at === 0} title="First (Home)" aria-label="First state">
        ⇤
      </button>
      <button type="button" onClick={() => go(at - 1)} disabled={at === 0} title="Back (←, k)" aria-label="Previous step">
        ←
      </button>
      <output class="counter">
        <b>{at}</b> / {last}
      </output>
      <button type="button" onClick={() => go(at + 1)} disabled={at === last} title="On (→, j)" aria-label="Next step">
        →
      </button>
      <button type="button" onClick={() => go(last)} disabled={at === last} title="Last (End)" aria-label="Last state">
        ⇥
      </button>
      <div class="strip">
        <svg viewBox={`-0.5 0 ${moments.length} ${lanes.size}`} preserveAspectRatio="none" aria-hidden="true">
          {lasso !== null && lasso.from < last && <rect class="loop" x={lasso.from + 0.5} y={0} width={last - lasso.from} height={lanes.size} />}
          {broken.map((index) => (
            <rect key={index} class="broken" x={index - 0.5} y={0} width={1} height={lanes.size} />
          ))}
          {[...lanes].map(([name, { column, colour }]) => (
            <path key={name} class={`ticks ${colour}`} d={ticks(moments, name, column)} />
          ))}
          {decided.map((index) => (
            <path key={index} class="decided" d={`M${index} 0V${lanes.size * 0.16}`} />
          ))}
          {marked.map((index) => (
            <path key={index} class="marked" d={`M${index} 0V${lanes.size}`} />
          ))}
          <path class="cursor" d={`M${at} 0V${lanes.size}`} />
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          onInput={(event) => go(Number(event.currentTarget.value))}
          aria-label="Step"
          aria-valuetext={`step ${at} of ${last}`}
        />
      </div>
    </nav>
  );
}

/** One short vertical line at each moment at which a process moved. */
function ticks(moments: TraceData["moments"], process: string, lane: number): string {
  return moments.map(({ step }, index) => (step?.process === process ? `M${index} ${lane + 0.2}V${lane + 0.8}` : "")).join("");
}
