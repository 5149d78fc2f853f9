import type { MarkData, RunData } from "../explanationData.js";
import type { TraceData } from "../traceData.js";
import type { Go } from "./usePosition.js";

/** Why it went wrong, as far as this moment has a part in it: what decided here, when it could still go right, what failed at the end. */
export function WhyPanel({ data: { explanation, unexplained, moments }, at, go }: { readonly data: TraceData; readonly at: number; readonly go: Go }) {
  const last = moments.length - 1;
  if (explanation === null) return at === last ? <p class="quiet">{unexplained ?? "Which steps decided this was not looked for."}</p> : null;
  const { marks, lastChance, conjunct, unasked } = explanation;
  return (
    <>
      {(marks[at] ?? []).map((mark) => (
        <Mark key={mark.instead} mark={mark} />
      ))}
      {at <= unasked && unasked > 0 && <p class="quiet">Whether this decided was not asked: the trace is too long.</p>}
      {lastChance !== null && at === lastChance.after && (
        <details class="why">
          <summary>The last moment from which it can still go right</summary>
          <RunList run={lastChance.run} />
        </details>
      )}
      {at === last && (
        <div class="why end">
          {conjunct !== null && (
            <p>
              <b>
                {conjunct.wanted ? "false" : "true"}: <code>{conjunct.text}</code>
              </b>
            </p>
          )}
          {conjunct !== null && <p class="reads">{conjunct.reads.map(({ name, value }) => `${name} = ${value}`).join(", ")}</p>}
          {lastChance !== null && lastChance.after < last && (
            <p>
              It could go right until{" "}
              <button type="button" class="link" onClick={() => go(lastChance.after)}>
                step {lastChance.after}
              </button>
              .
            </p>
          )}
        </div>
      )}
    </>
  );
}

function Mark({ mark: { instead, run } }: { readonly mark: MarkData }) {
  const decided = (
    <>
      This decided: with <b>{instead}</b> the same schedule ends well
    </>
  );
  if (run === null) return <p class="why">{decided}</p>;
  return (
    <details class="why">
      <summary>{decided}</summary>
      <RunList run={run} />
    </details>
  );
}

function RunList({ run: { lines, end, isCut } }: { readonly run: RunData }) {
  return (
    <ol>
      {lines.map((line, index) => (
        <li key={`${index} ${line}`}>{line}</li>
      ))}
      {isCut && <li class="quiet">… and more steps, which faultline trace --why tells,</li>}
      <li class="quiet">{end === "ended" ? "and every process is at its end" : "and so on for ever, as it should"}</li>
    </ol>
  );
}
