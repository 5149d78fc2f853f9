import type { Lasso, Move } from "../../src/liveness/lasso.js";
import { truthOf } from "./lassoWord.js";
import { numberOf, type Question } from "./randomQuestion.js";

/** Whether the question's formula is false of a run, by the meaning of its operators. */
export function isFalseOf({ graph, letters, formula }: Question, { stem, loop }: Pick<Lasso, "stem" | "loop">): boolean {
  const letterOf = ({ state, edge }: Move): number => (letters.ofState[state] as number) | (letters.ofKind[graph.edgeKinds[edge] as number] as number);
  return truthOf(formula, { letters: [...stem, ...loop].map(letterOf), loop: stem.length }, numberOf)[0] === false;
}

/** Whether a loop that is repeated for ever is fair, by the definition of fairness. */
export function isFair({ graph, assumptions }: Question, loop: readonly Move[]): boolean {
  const enabled = (action: number) => (move: Move) => graph.enabledBy[graph.enabledKinds[move.state] as number]?.has(action) === true;
  const takes = (action: number) => (move: Move) => graph.actionsOf[graph.edgeKinds[move.edge] as number]?.has(action) === true;
  return assumptions.every(({ strength, action }) => {
    const matters = strength === "weak" ? loop.every(enabled(action)) : loop.some(enabled(action));
    return !matters || loop.some(takes(action));
  });
}

/** Whether a lasso is one of the graph: from an initial state, along its edges, and back to where the loop begins. */
export function isRun({ graph }: Question, { initial, stem, loop }: Lasso): boolean {
  const path = [...stem, ...loop];
  const states = path.map(({ state }) => state);
  const ends = path.map(({ edge }) => graph.targets[edge] as number);
  const connected = ends.every((end, at) => end === (states[at + 1] ?? loop[0]?.state));
  const ofGraph = path.every(({ state, edge }) => edge >= (graph.firstEdge[state] as number) && edge < (graph.firstEdge[state + 1] as number));
  return graph.initial.includes(initial) && states[0] === initial && loop.length > 0 && connected && ofGraph;
}

/** Whether some fair run of at most `most` edges, loop included, makes the formula false: tries them all. */
export function hasViolation(question: Question, most: number): boolean {
  const { graph } = question;
  const path: Move[] = [];
  const goOn = (state: number): boolean => {
    for (let start = 0; start < path.length; start++) {
      if (path[start]?.state !== state) continue;
      const [stem, loop] = [path.slice(0, start), path.slice(start)];
      if (isFair(question, loop) && isFalseOf(question, { stem, loop })) return true;
    }
    if (path.length === most) return false;
    for (let edge = graph.firstEdge[state] as number; edge < (graph.firstEdge[state + 1] as number); edge++) {
      const target = graph.targets[edge] as number;
      if (target < 0) continue;
      path.push({ state, edge });
      if (goOn(target)) return true;
      path.pop();
    }
    return false;
  };
  return graph.initial.some((state) => goOn(state));
}
