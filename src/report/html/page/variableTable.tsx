import { useMemo, useState } from "preact/hooks";
import type { StateRow } from "../stateRows.js";

interface VariableTableProps {
  readonly rows: readonly StateRow[];
  /** Those of the state before. */
  readonly earlier: readonly StateRow[];
  /** What its button does, and to which variables it has been done. */
  readonly title: string;
  readonly press: (row: StateRow) => void;
  readonly pressed: (row: StateRow) => boolean;
}

/** Every variable with its value; those that the step changed come with what they were. */
export function VariableTable({ rows, earlier, title, press, pressed }: VariableTableProps) {
  const [filter, setFilter] = useState("");
  const [changedOnly, setChangedOnly] = useState(false);
  const before = useMemo(() => new Map(earlier.map(({ name, text }) => [name, text])), [earlier]);
  const hasChanged = ({ name, text }: StateRow): boolean => before.has(name) && before.get(name) !== text;
  const shown = rows.filter((row) => row.name.toLowerCase().includes(filter.toLowerCase()) && (!changedOnly || hasChanged(row)));
  const groups = [...new Set(shown.map(({ group }) => group))];
  return (
    <div class="variables">
      <div class="filter">
        <input
          type="search"
          placeholder="Filter variables"
          aria-label="Filter variables"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <label>
          <input type="checkbox" checked={changedOnly} onChange={(event) => setChangedOnly(event.currentTarget.checked)} /> changed
        </label>
      </div>
      <div class="scroller">
        {groups.map((group) => (
          <table key={group}>
            <caption>{group}</caption>
            <tbody>
              {shown
                .filter((row) => row.group === group)
                .map((row) => (
                  <tr key={row.name} class={hasChanged(row) ? "changed" : undefined}>
                    <th scope="row">
                      <button type="button" aria-pressed={pressed(row)} title={title} onClick={() => press(row)}>
                        {shortName(row)}
                      </button>
                    </th>
                    <td>
                      {hasChanged(row) && <del>{before.get(row.name)}</del>} {row.text}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        ))}
        {rows.length === 0 && <p class="quiet">There is no state here.</p>}
      </div>
    </div>
  );
}

/** Under its group's name a local needs no call path. */
function shortName({ name, group }: StateRow): string {
  return name.startsWith(`${group} me.`) ? name.slice(group.length + 4) : name;
}
