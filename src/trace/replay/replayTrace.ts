import { Stepper } from "../../engine/interpreter/stepper.js";
import { DOMAINS, NO_DEADLOCK } from "../../engine/result.js";
import type { ComposedModel } from "../../language/compose.js";
import { encodeState } from "../encodeState.js";
import { type Judge, judgeOf } from "../explain/judge.js";
import { initialLeavesOf, type Leaf, leavesOf, sameChoices, sameState } from "../explain/leaves.js";
import { scheduleOf, type Turn } from "../explain/schedule.js";
import { choicesText } from "../stepText.js";
import type { TraceDocument } from "../traceDocument.js";
import { isStuck } from "./isStuck.js";
import { NOTHING_FAILED } from "./nothingFailed.js";

/** What became of a saved trace. */
export interface Replay {
  /** Every step can still be taken, and the property still fails, if it is one that failed. */
  readonly happens: boolean;
  /** The first step that cannot be taken any more; 0 is the initial state; null where all can. */
  readonly step: number | null;
  /** Why it does not happen any more; null where it does. */
  readonly why: string | null;
}

/**
 * Takes a saved trace again, step by step, on the model as it is today: the same processes take the same steps with the same answers. Values may have become others;
 * what counts is that each step can be taken and that the property still fails.
 */
export function replayTrace(model: ComposedModel, { property: { name }, initial, steps }: TraceDocument): Replay {
  if (![NOTHING_FAILED, DOMAINS, NO_DEADLOCK, ...(model.model.properties ?? []).map((property) => property.name)].includes(name))
    return gone(null, `the model does not ask '${name}' any more`);
  const first = initial.state && encodeState(model, initial.state);
  if (first === undefined) return gone(0, "the model has no such state any more: its variables, their domains or its steps are others");
  const stepper = new Stepper(model);
  if (!initialLeavesOf(stepper).some(({ state }) => sameState(state, first))) return gone(0, "no run begins in this state any more");
  return taken(stepper, judgeOf(stepper, name), scheduleOf(model, steps), first);
}

function gone(step: number | null, why: string): Replay {
  return { happens: false, step, why };
}

function taken(stepper: Stepper, judge: Judge, turns: readonly Turn[], first: Int32Array): Replay {
  let state = first;
  let isWrong = judge.isWrongState(first);
  for (const [index, turn] of turns.entries()) {
    const leaves = leavesOf(stepper, state).filter(({ process }) => process === turn.process);
    const leaf = leaves.find(({ control, choices }) => control.name === turn.control && sameChoices(choices, turn.choices));
    if (leaf === undefined) return gone(index + 1, whyNot(stepper.model, state, turn, leaves));
    isWrong = judge.isWrongLeaf(state, leaf);
    if (leaf.state === undefined)
      return isLast(index, turns) && judge.property === DOMAINS
        ? { happens: true, step: null, why: null }
        : gone(index + 1, `it breaks a rule now: ${leaf.violation?.message}`);
    state = leaf.state;
  }
  if (judge.property === NO_DEADLOCK) isWrong = isStuck(stepper, state);
  return isWrong || judge.property === NOTHING_FAILED
    ? { happens: true, step: null, why: null }
    : gone(null, "every step can be taken, and the property holds at the end");
}

function isLast(index: number, turns: readonly Turn[]): boolean {
  return index === turns.length - 1;
}

function whyNot({ processes }: ComposedModel, state: Int32Array, { process, control, choices }: Turn, leaves: readonly Leaf[]): string {
  const actor = processes[process];
  if (actor === undefined) return `there is no such process any more: ${control}`;
  const standing = actor.states[state[actor.slot] as number]?.name;
  if (standing !== control) return `${actor.name} stands at ${standing}, not at ${control}`;
  if (leaves.length === 0) return `${control} cannot be taken here any more: it waits`;
  return `${control} cannot be answered '${choicesText(choices)}' any more; its answers: ${leaves.map((leaf) => choicesText(leaf.choices) || "none").join("; ")}`;
}
