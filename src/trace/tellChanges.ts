import { condenseChanges } from "./condenseChanges.js";
import type { Change } from "./traceDocument.js";

/** What the initial rule set, one phrase a variable: `i_size = 2`. */
export function tellSettings(changes: readonly Change[]): string[] {
  return condenseChanges(changes).map(({ name, path, after }) => `${path === null ? "" : `${lastOf(path)} me.`}${name} = ${after}`);
}

/**
 * What a step changed, one phrase a change. Locals of the function that moved are `me.…`, those of its callers carry the caller's
 * name; what a function is called with reads as a call: `iomap_write_end(len = 1, copied = 1)`.
 */
export function tellChanges(changes: readonly Change[], mine: string): string[] {
  const condensed = condenseChanges(changes);
  const isArgument = ({ path }: Change): boolean => path !== null && path !== mine && !mine.startsWith(`${path}/`);
  const told = condensed.filter((change) => !isArgument(change)).map((change) => `${ownerOf(change, mine)}${change.name}: ${change.before} → ${change.after}`);
  return [...told, ...tellCalls(condensed.filter(isArgument))];
}

function ownerOf({ path }: Change, mine: string): string {
  if (path === null) return "";
  return path === mine ? "me." : `${lastOf(path)} me.`;
}

function tellCalls(args: readonly Change[]): string[] {
  const paths = [...new Set(args.map(({ path }) => path as string))];
  return paths.map((called) => {
    const given = args.filter(({ path }) => path === called).map(({ name, after }) => `${name} = ${after}`);
    return `${lastOf(called)}(${given.join(", ")})`;
  });
}

function lastOf(path: string): string {
  return path.split("/").at(-1) as string;
}
