import type { Excerpt } from "../stepSources.js";

/** The specification's text of the current step. */
export function SourceView({ excerpt }: { readonly excerpt: Excerpt | undefined }) {
  if (excerpt === undefined) return null;
  const { file, line, text } = excerpt;
  return (
    <figure class="source">
      <figcaption>
        {file}:{line}
      </figcaption>
      <pre>
        {text.split("\n").map((each, index) => (
          <code key={index}>
            <i>{line + index}</i>
            {`${each}\n`}
          </code>
        ))}
      </pre>
    </figure>
  );
}
