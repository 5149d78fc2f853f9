import { distance } from "fastest-levenshtein";

/** How many names a hint lists. */
const MOST = 3;

/** A hint that names what was probably meant: the known names that differ least, or all of them when they are few. */
export function nearest(wanted: string, known: readonly string[], where: string): string {
  if (known.length === 0) return where;
  const close = [...known].map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) })).sort((a, b) => a.far - b.far);
  const likely = close.filter(({ name, far }) => far <= Math.max(2, name.length / 3)).slice(0, MOST);
  const names = (likely.length > 0 ? likely : close.slice(0, MOST)).map(({ name }) => name);
  return `did you mean ${names.join(" or ")}? ${where}`;
}
