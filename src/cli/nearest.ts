import { distance } from "fastest-levenshtein";

/** How many names a hint lists. */
const MOST = 3;

/** A hint that names what was probably meant, where some known names differ little from it, and where to find the others. */
export function nearest(wanted: string, known: readonly string[], others: string): string {
  const close = [...new Set(known)]
    .map((name) => ({ name, far: distance(wanted.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.max(2, name.length / 3));
  const names = close
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ name }) => name);
  return names.length === 0 ? others : `did you mean ${names.join(" or ")}? ${others}`;
}
