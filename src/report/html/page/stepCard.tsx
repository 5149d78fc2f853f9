import type { Moment } from "../traceData.js";
import { choiceText } from "./choiceText.js";
import type { Lanes } from "./lanes.js";
import { StepName } from "./stepList.js";

/** The step that led here: who moved, in which function of which source, what was chosen and what changed. */
export function StepCard({ moment: { step, told, variables }, lanes }: { readonly moment: Moment; readonly lanes: Lanes }) {
  return (
    <article class="card">
      <h2>
        {step === null ? (
          "Initial state"
        ) : (
          <>
            <span class={`who ${lanes.get(step.process)?.colour}`}>{step.process}</span> <StepName step={step} />
          </>
        )}
      </h2>
      {step !== null && <p class="source-of">{step.source}</p>}
      {step !== null && step.choices.length > 0 && (
        <p>
          chosen: <span class="choice">{choiceText(step.choices)}</span>
        </p>
      )}
      <ul class="told">
        {told.map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      {told.length === 0 && variables !== null && <p class="quiet">Nothing changed but where the process stands.</p>}
      {variables === null && <p class="quiet">The step broke a rule of the language: it has no successor.</p>}
    </article>
  );
}
