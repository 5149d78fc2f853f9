/** Why there is nothing to measure: a tool, a model or an engine that is not there, or one that gave up. */
export class Missing extends Error {}

/** The first line that says something, as the reason for {@link Missing}. */
export function firstLine(text: string): string {
  return (
    text
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? ""
  );
}
