import type { TraceData } from "../traceData.js";
import type { Go } from "./usePosition.js";

/** The property's conjuncts, and whether each is true here. */
export function ConjunctTable({ data: { conjuncts }, at, go }: { readonly data: TraceData; readonly at: number; readonly go: Go }) {
  if (conjuncts.length === 0) return null;
  return (
    <table class="conjuncts">
      <caption>The property here</caption>
      <tbody>
        {conjuncts.map(({ text, truth }) => {
          const first = truth.indexOf(false);
          return (
            <tr key={text} class={className(truth[at])}>
              <td class="truth">{word(truth[at])}</td>
              <td>
                <code>{text}</code>
              </td>
              <td>
                {first >= 0 && first !== at && (
                  <button type="button" onClick={() => go(first)}>
                    false at {first}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function word(truth: boolean | null | undefined): string {
  if (truth === true) return "✓ true";
  return truth === false ? "✗ false" : "–";
}

function className(truth: boolean | null | undefined): string {
  if (truth === true) return "holds";
  return truth === false ? "fails" : "unasked";
}
