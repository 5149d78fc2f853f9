import { choiceText } from "../../report/html/page/choiceText.js";
import type { Lanes } from "../../report/html/page/lanes.js";
import { StepName } from "../../report/html/page/stepList.js";
import type { StepView } from "../protocol.js";

interface EnabledStepsProps {
  readonly steps: readonly StepView[];
  readonly lanes: Lanes;
  readonly take: (step: StepView) => void;
}

/** What can happen here: each step with each complete answer to its choices. */
export function EnabledSteps({ steps, lanes, take }: EnabledStepsProps) {
  if (steps.length === 0) return <p class="quiet">Nothing can happen here.</p>;
  return (
    <ol class="enabled" aria-label="Enabled steps">
      {steps.map((step) => (
        <li key={step.number}>
          <button type="button" disabled={step.to === null || step.unpins} onClick={() => take(step)}>
            <kbd>{step.number < 9 ? step.number + 1 : ""}</kbd>
            <span class={`who ${lanes.get(step.process)?.colour}`}>{step.process}</span>
            <span>
              <StepName step={step} />
            </span>
            {step.choices.length > 0 && <span class="choice">{choiceText(step.choices)}</span>}
            <span class="told-line">{step.told.join(", ")}</span>
            {step.violates.map((name) => (
              <span key={name} class="violates">
                ✗ {name}
              </span>
            ))}
            {step.unpins && <span class="violates">changes what is pinned</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
