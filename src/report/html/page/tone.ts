import type { Legend, Tone } from "../../../language/index.js";

/** How many colours there are for items that no legend explains; the style sheet has them as `.tone-plain-0` and on. */
const PLAIN = 6;

/** The tone of an item: what its legend says, else one that is the same wherever the item stands. */
export function toneOf(item: string, legend: Legend): Tone | `plain-${number}` {
  const known = Object.hasOwn(legend, item) ? legend[item] : undefined;
  if (known !== undefined) return known.tone;
  if (item.trim() === "") return "nothing";
  if (Object.keys(legend).length > 0) return "neutral";
  return `plain-${[...item].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % PLAIN}`;
}
