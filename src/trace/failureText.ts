import type { ConjunctDocument, Explanation } from "./explain/explanation.js";
import { lassoWords } from "./lassoText.js";
import { placeText } from "./placeText.js";
import type { TraceDocument } from "./traceDocument.js";

/** What failed, by name and instance: `uptodate implies every byte valid, at cell 0`. */
export function failureTitle({ property, failure }: TraceDocument): string {
  const where = failure.where.map(({ name, index }) => `${name} ${index}`).join(", ");
  return `${property.name}${where === "" ? "" : `, at ${where}`}`;
}

/** What the property says, and what was broken if that is not the property itself. */
export function failureWords(trace: TraceDocument): readonly string[] {
  const { property, failure, steps } = trace;
  const broken = steps.at(-1)?.state === null;
  const told = [
    broken ? `the step has no successor: ${failure.message}` : failure.message,
    ...lassoWords(trace),
    property.about,
    property.source && `source: ${property.source}`,
  ];
  return [...new Set(told)].filter((text) => text !== "" && text !== property.name);
}

/** The failing part in its own words: `contentAt(s, cell, p) !== "stale"`, for cell = 1. */
export function conjunctText({ text, wanted, where }: ConjunctDocument): string {
  const indices = where.map(({ name, index }) => `${name} = ${index}`).join(", ");
  return `${wanted ? "not true" : "true"}: ${text}${indices === "" ? "" : `, for ${indices}`}`;
}

/** The values behind the failing part: those that it compares, then every variable that was looked at. */
export function conjunctValues({ sides, reads }: ConjunctDocument): readonly string[] {
  const known = new Set(reads.map(({ name }) => name));
  const isNews = ({ name, value }: { readonly name: string; readonly value: string }): boolean => name !== value && !known.has(name.replace(/^s\./, ""));
  return [...sides.filter(isNews), ...reads].map(({ name, value }) => `${name} = ${value}`);
}

/** Where the failing part stands in the source. */
export function conjunctPlace({ site: { file, line, column } }: ConjunctDocument): string {
  return placeText(file, line, column);
}

/** What is known of when the trace could go right for the last time, as a sentence. */
export function chanceText({ lastChance }: Explanation): string | undefined {
  switch (lastChance.kind) {
    case "found":
      return lastChance.after === 0
        ? "Only the initial state leaves a way out: from the first step on, no run ends well."
        : `The last moment at which it could go right is after step ${lastChance.after}: from then on, no run ends well.`;
    case "never":
      return "No run from this initial state ends well.";
    case "unknown":
      return `After step ${lastChance.after + 1} no run ends well; before it none was found among ${lastChance.bound} states, so when it could last go right is not known.`;
    case "endless":
      return undefined;
  }
}

/** That a trace is too long to ask all of its steps whether they decided, as a sentence; nothing where all were asked. */
export function unaskedText({ unasked }: Explanation): string | undefined {
  return unasked === 0 ? undefined : `Whether the initial state and steps 1 to ${unasked} decided it was not asked: the trace is too long for that.`;
}
