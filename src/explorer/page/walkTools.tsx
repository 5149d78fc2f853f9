import type { ModelView } from "../protocol.js";
import type { Ask } from "./ask.js";
import type { Walking } from "./useWalk.js";

interface WalkToolsProps {
  readonly ask: Ask;
  readonly model: ModelView;
  readonly walking: Walking;
  readonly say: (message: string) => void;
}

/** Begins anew, steps back, saves what was walked as a trace, and goes on from a saved one. */
export function WalkTools({ ask, model: { initial, check }, walking: { at, visits, go, begin, walk }, say }: WalkToolsProps) {
  const tell = (error: Error): void => say(error.message);
  const load = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const { initial: first, steps, gaveUp } = await ask({ ask: "load", file: JSON.parse(await file.text()) });
    begin(first ?? 0, steps ?? []);
    say(gaveUp ? `The model has changed: step ${(steps?.length ?? 0) + 1} of the trace cannot be taken any more.` : "");
  };
  return (
    <div class="tools">
      <label>
        begin in{" "}
        <select onChange={(event) => begin(Number(event.currentTarget.value))} value={visits[0]?.state}>
          {initial.map(({ state, told }, index) => (
            <option key={state} value={state}>
              {index + 1}. {told.join(", ") || "the first value of everything"}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => go(at - 1)} disabled={at === 0}>
        Back
      </button>
      <button type="button" onClick={() => void ask({ ask: "save", walk }).then((file) => download(file, `${check.replace(/\W+/g, "-")}.json`), tell)}>
        Save
      </button>
      <label class="load">
        Load
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => {
            load(event.currentTarget.files?.[0]).catch(tell);
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}

function download(file: object, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
