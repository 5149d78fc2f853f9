import { useState } from "preact/hooks";
import type { IndexCheck, IndexData } from "../../indexData.js";
import { CheckRow } from "./checkRow.js";

/** Which checks are shown. */
const VIEWS: Readonly<Record<string, (check: IndexCheck) => boolean>> = {
  all: () => true,
  "not as expected": (check) => !check.asExpected && !check.disputed,
  violated: ({ verdict }) => verdict === "violated",
  holds: ({ verdict }) => verdict === "holds",
  incomplete: ({ verdict }) => verdict === "incomplete",
  disputed: ({ disputed }) => disputed,
};

/** Every check of a report, with what it is about, how it came out, and the way to its counterexamples. */
export function IndexPage({ data: { faultline, checks, errors } }: { readonly data: IndexData }) {
  const [view, setView] = useState("all");
  const [filter, setFilter] = useState("");
  const wanted = VIEWS[view] ?? VIEWS.all;
  const text = filter.toLowerCase();
  const shown = checks.filter((check) => wanted?.(check) && `${check.id} ${check.title}`.toLowerCase().includes(text));
  const states = checks.reduce((sum, check) => sum + check.states, 0);
  return (
    <>
      <header>
        <h1>{checks.length === 1 ? "1 check" : `${checks.length} checks`}</h1>
        <p class="about">
          {count(checks.filter(({ asExpected }) => asExpected).length)} as expected · {count(states)} states ·{" "}
          {Math.round(checks.reduce((sum, check) => sum + check.seconds, 0))} s of searching · faultline {faultline}
        </p>
        {errors.map(({ code, message, hint }) => (
          <p key={`${code} ${message}`} class="failure">
            {code}: {message}. {hint}
          </p>
        ))}
        <div class="views">
          {Object.entries(VIEWS).map(([name, belongs]) => {
            const size = checks.filter(belongs).length;
            return size === 0 ? null : (
              <button key={name} type="button" aria-pressed={view === name} onClick={() => setView(name)}>
                {name} <span class="size">{size}</span>
              </button>
            );
          })}
          <input
            type="search"
            placeholder="Filter checks"
            aria-label="Filter checks"
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
          />
        </div>
      </header>
      <main class="index">
        {shown.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
        {shown.length === 0 && <p class="quiet">No check is called that.</p>}
      </main>
    </>
  );
}

/** `4,040` */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}
