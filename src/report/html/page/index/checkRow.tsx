import type { IndexCheck, IndexProperty, IndexRun } from "../../indexData.js";
import { count } from "./indexPage.js";

/** A check in one line, and below it, when it is opened, all of its runs. */
export function CheckRow({ check }: { readonly check: IndexCheck }) {
  const { id, title, by, refutedBy, verdict, expected, asExpected, disputed, evidence, states, depth, seconds, fix, runs } = check;
  return (
    <details class="check-row">
      <summary>
        <span class="id">{id}</span>
        <span class="title">
          {title}
          {fix !== null && <span class="fix">{`before: ${fix.before}; after: ${fix.after}`}</span>}
        </span>
        <span class={`verdict ${verdict}`}>{verdict}</span>
        <span class={asExpected ? "expectation met" : "expectation"}>{disputed ? "disputed" : asExpected ? "as expected" : `expected: ${expected}`}</span>
        <span class="size">{states === 0 ? "structure" : `${count(states)} states`}</span>
        <span class="size">{states === 0 ? "" : `depth ${depth}`}</span>
        <span class="size">{seconds.toFixed(seconds < 10 ? 2 : 0)} s</span>
      </summary>
      {by !== null && <p class="quiet">{by}</p>}
      {refutedBy !== null && <p class="quiet">Refuted by: {refutedBy}</p>}
      {evidence !== null && <p class="quiet">Disputed: {evidence}</p>}
      {runs.map((run, index) => (
        <RunPart key={`${index} ${run.name}`} run={run} />
      ))}
    </details>
  );
}

function RunPart({ run }: { readonly run: IndexRun }) {
  const { name, role, model, kernel, patches, actors, bounds, engine, workers, verdict, asExpected, expected, states, transitions, depth, seconds } = run;
  const notes = [...(run.reason === null ? [] : [`incomplete: ${run.reason}`]), ...run.untested, ...run.fallbacks, ...run.evidence];
  return (
    <section class="run">
      <h2>
        <span class={`verdict ${verdict}`}>{verdict}</span> {name ?? model} {role === "contrast" && <span class="quiet">(contrast)</span>}
        {!asExpected && <span class="expectation"> expected: {expected}</span>}
      </h2>
      <p class="size">
        {[model, [kernel, ...patches].filter((part) => part !== null).join(" + "), `actors: ${actors.join(", ")}`].filter((part) => part !== "").join(" · ")}
      </p>
      <p class="size">
        {Object.entries(bounds)
          .map(([bound, value]) => `${bound}=${value}`)
          .join(" ")}
      </p>
      <p class="size">
        {count(states)} states, {count(transitions)} transitions, depth {depth}, {seconds.toFixed(2)} s, {Math.round(run.bytesPerState)} bytes a state, {engine}
        {workers > 1 && ` with ${workers} workers`}
        {run.fired !== null && `, ${run.fired.steps} of ${run.fired.of} steps fired`}
      </p>
      <ul>
        {run.properties.map((property) => (
          <PropertyLine key={property.name} property={property} />
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      {run.unreached.length > 0 && <p class="quiet">never fired: {run.unreached.join(", ")}</p>}
    </section>
  );
}

function PropertyLine({ property: { name, verdict, vacuous, page } }: { readonly property: IndexProperty }) {
  return (
    <li>
      <span class={`verdict ${verdict}`}>{verdict}</span> {page === null ? name : <a href={page}>{name}</a>}
      {vacuous && <span class="quiet"> vacuous: nothing put it to the test</span>}
    </li>
  );
}
