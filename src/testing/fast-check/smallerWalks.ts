import type { Taken, Walk, Walks } from "./walk.js";

/**
 * The walks that are tried in place of one that shows a failure, the boldest first: without any steps, without all those of one process, without rows of
 * them, ever shorter; then from the first initial states; then with earlier answers. What cannot be taken any more is left out. Each is smaller than the walk: it has fewer steps, or as many and
 * begins in an earlier initial state, or the first answer in which they differ is an earlier one. So this comes to an end.
 */
export function* smallerWalks(walks: Walks, walk: Walk): Generator<Walk, undefined> {
  const { initial, taken } = walk;
  if (taken.length > 0) yield { initial, taken: [] };
  const processes = new Set(taken.map(({ process }) => process));
  if (processes.size > 1)
    for (const process of processes)
      yield walks.goOn(
        { initial, taken: [] },
        taken.filter((leaf) => leaf.process !== process),
      );
  for (let size = Math.ceil(taken.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = taken.length - size; from >= 0; from -= size) yield without(walks, walk, from, size);
  }
  for (let earlier = 0; earlier < initial; earlier++) yield walks.goOn({ initial: earlier, taken: [] }, taken);
  for (const [index, leaf] of taken.entries()) {
    for (const other of earlierAnswers(walks, { initial, taken: taken.slice(0, index) }, leaf)) {
      yield walks.goOn({ initial, taken: [...taken.slice(0, index), other] }, taken.slice(index + 1));
    }
  }
}

function without(walks: Walks, { initial, taken }: Walk, from: number, size: number): Walk {
  return walks.goOn({ initial, taken: taken.slice(0, from) }, taken.slice(from + size));
}

function earlierAnswers(walks: Walks, before: Walk, { process, state }: Taken): readonly Taken[] {
  const answers = walks.next(before, process);
  return answers.slice(
    0,
    answers.findIndex((answer) => answer.state.join() === state.join()),
  );
}
