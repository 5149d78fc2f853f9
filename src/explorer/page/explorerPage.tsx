import { useCallback, useLayoutEffect, useMemo, useState } from "preact/hooks";
import { PictureGrid } from "../../report/html/page/pictureGrid.js";
import { VariableTable } from "../../report/html/page/variableTable.js";
import { stateRows } from "../../report/html/stateRows.js";
import type { ModelView, Pin } from "../protocol.js";
import type { Ask } from "./ask.js";
import { EnabledSteps } from "./enabledSteps.js";
import { GraphPanel } from "./graphPanel.js";
import { JumpBar } from "./jumpBar.js";
import { useWalk } from "./useWalk.js";
import { WalkList } from "./walkList.js";
import { WalkTools } from "./walkTools.js";

/** The whole page: the walk so far, the state where it stands with what can happen there, and every variable. */
export function ExplorerPage({ model, ask }: { readonly model: ModelView; readonly ask: Ask }) {
  const [pins, setPins] = useState<readonly Pin[]>([]);
  const [message, setMessage] = useState("");
  const fail = useCallback((error: Error) => setMessage(error.message), []);
  const walking = useWalk(ask, model, pins, fail);
  const { view, earlier, at, go, take } = walking;
  const lanes = useMemo(() => new Map(model.actors.map((name, column) => [name, { column, colour: `lane-${column % 6}` }])), [model]);
  const rows = useMemo(() => (view === undefined ? [] : stateRows(view.state)), [view]);
  const before = useMemo(() => (earlier === undefined ? [] : stateRows(earlier.state)), [earlier]);
  const pin = ({ name, text }: Pin): void =>
    setPins((now) => (now.some((one) => one.name === name) ? now.filter((one) => one.name !== name) : [...now, { name, text }]));
  // Whoever sees a state may press a key: so this is done with what is drawn, and not after it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = /^[1-9]$/.test(event.key) ? view?.steps[Number(event.key) - 1] : undefined;
      if (step !== undefined && step.to !== null && !step.unpins) take([step]);
      else if (["ArrowLeft", "ArrowUp", "k", "Backspace"].includes(event.key)) go(at - 1);
      else if (["ArrowRight", "ArrowDown", "j"].includes(event.key)) go(at + 1);
      else if (event.key === "Home") go(0);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [view, at, go, take]);
  const state = walking.visits[at]?.state ?? walking.walk.initial;
  const visit = async (to: readonly number[]): Promise<void> => {
    const { initial, steps } = await ask({ ask: "way", from: state, initial: walking.walk.initial, to, pins });
    setMessage(steps === null ? "No way leads there that leaves alone what is pinned." : "");
    if (steps !== null && initial !== null) walking.begin(initial, steps);
    else if (steps !== null) take(steps);
  };
  return (
    <>
      <header>
        <p class="check">
          <b>{model.check}</b> {model.title}
        </p>
        <h1>
          {[model.run ?? model.model, [model.kernel, ...model.patches].filter((part) => part !== null).join(" + ")].filter((part) => part !== "").join(" · ")}
        </h1>
        <JumpBar ask={ask} from={view?.number} pins={pins} arrive={take} say={setMessage} />
        {message !== "" && (
          <p class="message" role="status">
            {message}
          </p>
        )}
      </header>
      <main>
        <section class="steps" aria-label="The walk so far">
          <WalkTools ask={ask} model={model} walking={walking} say={setMessage} />
          <WalkList walking={walking} lanes={lanes} />
        </section>
        <section class="now" aria-label="The state">
          {view !== undefined && (
            <>
              <PictureGrid picture={view.picture} before={earlier?.picture ?? view.picture} legend={model.legend} />
              <EnabledSteps steps={view.steps} lanes={lanes} take={(step) => take([step])} />
              <ul class="properties" aria-label="Properties">
                {view.properties.map(({ name, kept }) => (
                  <li key={name} class={kept === false ? "fails" : kept === null ? "condition" : "holds"}>
                    <span class="truth">{kept === false ? "✗ false" : kept === null ? "– not here" : "✓ true"}</span> {name}
                  </li>
                ))}
              </ul>
            </>
          )}
          <GraphPanel ask={ask} from={walking.walk.initial} state={state} visit={(states) => void visit(states)} say={setMessage} />
        </section>
        <section class="state" aria-label="Variables">
          <VariableTable
            rows={rows}
            earlier={before}
            pressed={({ name }) => pins.some((one) => one.name === name)}
            press={pin}
            title="Pin: steps that change it are not taken"
          />
        </section>
      </main>
    </>
  );
}
