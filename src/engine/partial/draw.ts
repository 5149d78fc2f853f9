import { Answers, type Pick } from "./answers.js";
import type { Random } from "./random.js";

/**
 * Random answers. Half of the time each answer is as likely as any other; half of the time it is one at an edge, for that is where bugs are when there are thousands:
 * a multiple of a random power of two, or the value before or after it. What is out of bounds is drawn again, evenly.
 */
export function draw(random: Random): Answers {
  const pick: Pick = (options, least) => {
    const edge = options > 2 && random.below(2) === 0 ? nearEdge(random, options, least) : -1;
    return edge >= 0 && edge < options ? edge : random.below(options);
  };
  return new Answers(pick);
}

/** Which answer is near a multiple of a power of two; out of bounds now and then. */
function nearEdge(random: Random, options: number, least: number): number {
  const greatest = Math.abs(least) + options;
  const power = 2 ** random.below(Math.floor(Math.log2(greatest)) + 1);
  const first = Math.ceil(least / power);
  const multiples = Math.floor((least + options - 1) / power) - first + 1;
  if (multiples < 1) return -1;
  return (first + random.below(multiples)) * power - least + random.below(3) - 1;
}
