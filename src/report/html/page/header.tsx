import type { TraceData } from "../traceData.js";

/** What was checked, with which bounds, and what failed. */
export function Header({ data }: { readonly data: TraceData }) {
  const { check, title, run, model, kernel, patches, bounds, property, failure, faultline } = data;
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
