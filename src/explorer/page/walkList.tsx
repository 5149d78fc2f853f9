import { choiceText } from "../../report/html/page/choiceText.js";
import type { Lanes } from "../../report/html/page/lanes.js";
import { StepName } from "../../report/html/page/stepList.js";
import type { Walking } from "./useWalk.js";

/** The steps that were taken; a click goes back to one, or on to it. */
export function WalkList({ walking: { visits, at, go }, lanes }: { readonly walking: Walking; readonly lanes: Lanes }) {
  return (
    <div class="scroller">
      <ol class="walk">
        {visits.map(({ step }, index) => (
          <li key={`${index} ${step?.path} ${step?.step}`}>
            <button type="button" class="step" aria-current={index === at ? "step" : undefined} onClick={() => go(index)}>
              <span class="number">{index}</span>
              <span class={`dot ${lanes.get(step?.process ?? "")?.colour ?? ""}`} />
              <span class="what">{step === null ? "initial state" : <StepName step={step} />}</span>
              {step !== null && step.choices.length > 0 && <span class="choice">{choiceText(step.choices)}</span>}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
