import type { HistoryEntry } from "./history.js";
import type { Go } from "./usePosition.js";

interface VariableHistoryProps {
  readonly name: string;
  readonly changes: readonly HistoryEntry[];
  readonly at: number;
  readonly go: Go;
  readonly close: () => void;
}

/** The values that one variable took along the trace. */
export function VariableHistory({ name, changes, at, go, close }: VariableHistoryProps) {
  const current = changes.findLast((change) => change.at <= at);
  return (
    <aside class="history" aria-label={`History of ${name}`}>
      <h3>
        {name}
        <button type="button" onClick={close} aria-label="Close the history">
          ×
        </button>
      </h3>
      <ol>
        {changes.map((change) => (
          <li key={change.at}>
            <button type="button" aria-current={change === current ? "true" : undefined} onClick={() => go(change.at)}>
              <span class="number">{change.at}</span> {change.text}
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}
