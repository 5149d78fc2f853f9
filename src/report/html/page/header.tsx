import type { TraceData } from "../traceData.js";

/** What was checked, with which bounds, and what failed. */
export function Header({ data }: { readonly data: TraceData }) {
  const { check, title, run, model, kernel, patches, bounds, property, failure, faultline, lasso } = data;
  const on = [kernel, ...patches].filter((part) => part !== null).join(" + ");
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  return (
    <header>
      <p class="check">
        <b>{check}</b> {title}
      </p>
      <h1>
        <span class="verdict">violated</span> {property.name}
        {where !== "" && <span class="where">at {where}</span>}
      </h1>
      {property.about !== "" && <p class="about">{property.about}</p>}
      {failure.message !== property.about && failure.message !== property.name && <p class="failure">{failure.message}</p>}
      {lasso !== null && <p class="about">{lassoText(lasso.from, data.moments.length - 1, lasso.words)}</p>}
      <details>
        <summary>{[run ?? model, on].filter((part) => part !== "").join(" · ")}</summary>
        <dl>
          {property.source !== "" && <Term name="source">{property.source}</Term>}
          <Term name="model">{model}</Term>
          <Term name="bounds">
            {Object.entries(bounds)
              .map(([name, value]) => `${name}=${value}`)
              .join(" ")}
          </Term>
          {failure.site !== null && (
            <Term name="property">
              {failure.site.file}:{failure.site.line}
            </Term>
          )}
          <Term name="again">
            npx faultline trace {check} --property '{property.name}'
          </Term>
          <Term name="made by">faultline {faultline}</Term>
        </dl>
      </details>
    </header>
  );
}

function Term({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** `Steps 4 to 6 are repeated for ever. …` */
function lassoText(from: number, last: number, words: readonly string[]): string {
  const what =
    from === last ? "The run ends here." : from + 1 === last ? `Step ${last} is repeated for ever.` : `Steps ${from + 1} to ${last} are repeated for ever.`;
  return [what, ...words].join(" · ");
}
