import type { Excerpt } from "../stepSources.js";

/** The specification's text of the current step. */
export function SourceView({ excerpt }: { readonly excerpt: Excerpt | undefined }) {
  if (excerpt === undefined) return null;
  const { file, line, lines } = excerpt;
  return (
    <figure class="source">
      <figcaption>
        {file}:{line}
      </figcaption>
      <pre>
        {lines.map((spans, index) => (
          <code key={index}>
            <i>{line + index}</i>
            {spans.map(([kind, text], place) =>
              kind === "plain" ? (
                text
              ) : (
                <span key={place} class={`token ${kind}`}>
                  {text}
                </span>
              ),
            )}
            {"\n"}
          </code>
        ))}
      </pre>
    </figure>
  );
}
