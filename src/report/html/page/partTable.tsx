import type { PropertyPart } from "../propertyParts.js";
import type { TraceData } from "../traceData.js";
import type { Go } from "./usePosition.js";

/** The property and its parts, whether each is true here, and where it first is not what it has to be. */
export function PartTable({ data: { parts }, at, go }: { readonly data: TraceData; readonly at: number; readonly go: Go }) {
  const asked = parts.filter(({ truth }) => typeof truth[at] === "boolean");
  if (asked.length === 0) return null;
  return (
    <table class="parts">
      <caption>The property here</caption>
      <tbody>
        {asked.map((part) => {
          const first = failsFirst(part);
          return (
            <tr key={`${part.depth} ${part.text}`} class={fails(part, at) ? "fails" : part.wanted === null ? "condition" : "holds"}>
              <td class="truth">{word(part.truth[at])}</td>
              <td class={`part depth-${Math.min(part.depth, 4)}`}>{part.text}</td>
              <td class="first">
                {first >= 0 && first !== at && (
                  <button type="button" onClick={() => go(first)}>
                    fails at {first}
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

/** Whether a part is not what it has to be at a moment. */
export function fails({ wanted, truth }: PropertyPart, at: number): boolean {
  return wanted !== null && typeof truth[at] === "boolean" && truth[at] !== wanted;
}

function failsFirst(part: PropertyPart): number {
  return part.truth.findIndex((_, at) => fails(part, at));
}

function word(truth: boolean | null | undefined): string {
  return truth === true ? "✓ true" : "✗ false";
}
