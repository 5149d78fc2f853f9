import type { ComposedModel } from "../language/compose.js";
import { errorOf, type Problem } from "../language/errors.js";
import { bodiesOf, findBodies } from "./bodiesOf.js";
import { checkGhosts } from "./checkGhosts.js";
import { checkGuards } from "./checkGuards.js";
import { checkText } from "./checkText.js";
import type { ModelProgram } from "./ir.js";
import { type Lowered, lowerModel } from "./lowerModel.js";

const known = new WeakMap<ComposedModel, Lowered>();

/**
 * What a model's bodies, and the helpers that they call, say that the compiler does not take: each with its place and with what to
 * write instead. The text is judged whether or not the model's parameters ever lead there; the flow of ghosts and the names of next states are
 * judged with the parameters folded in.
 */
export function checkSubset(composed: ComposedModel): readonly Problem[] {
  return front(composed).problems;
}

/**
 * The model as programs over its slots.
 * @throws SpecError with the first problem of {@link checkSubset}, if there is one
 */
export function compile(composed: ComposedModel): ModelProgram {
  const { program, problems } = front(composed);
  const [first] = problems;
  if (first === undefined) return program;
  throw errorOf(first);
}

function front(composed: ComposedModel): Lowered {
  const done = known.get(composed) ?? read(composed);
  known.set(composed, done);
  return done;
}

function read(composed: ComposedModel): Lowered {
  const bodies = bodiesOf(composed);
  const { nodes, problems: lost } = findBodies(bodies);
  const unreadable = [...lost, ...checkText(bodies, nodes)];
  if (unreadable.length > 0) return { program: NO_PROGRAM, problems: distinct(unreadable) };
  const { program, problems } = lowerModel(composed, nodes);
  const flows = problems.length > 0 ? [] : [...checkGhosts(program), ...checkGuards(program)];
  return { program, problems: distinct([...problems, ...flows]) };
}

const NO_PROGRAM: ModelProgram = {
  name: "",
  slots: [],
  instances: [],
  processes: [],
  initial: { statements: [], temps: [], calls: [] },
  properties: [],
  predicates: [],
  temporal: [],
};

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = JSON.stringify(problem);
    return !seen.has(key) && seen.add(key);
  });
}
