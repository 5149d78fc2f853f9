import type { ComposedModel } from "../language/compose.js";
import type { AnyStep } from "../language/machine.js";
import { bodiesOf, findBodies } from "./bodiesOf.js";

/** Lines of a file, counted from 1, both included. */
export interface BodyLines {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Where the bodies of a model's steps are written. */
export function bodyLines(composed: ComposedModel): ReadonlyMap<AnyStep, BodyLines> {
  const { nodes } = findBodies(bodiesOf(composed));
  const steps = new Set(composed.instances.flatMap(({ machine }) => Object.values(machine.steps)));
  return new Map(
    [...steps].flatMap((step) => {
      const node = nodes.get(step);
      if (node === undefined) return [];
      const source = node.getSourceFile();
      const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
      return [[step, { file: source.fileName, first: line(node.getStart(source)), last: line(node.end) }] as const];
    }),
  );
}
