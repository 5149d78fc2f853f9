import { decodeState } from "../trace/decodeState.js";
import type { Exploration } from "./exploration.js";
import { parseExpression } from "./expression.js";
import { findState } from "./findState.js";
import type { Found, Pin } from "./protocol.js";

/** The shortest way to a state of which an expression is true. @throws SpecError FL201 where the expression cannot be asked of a state */
export function wayToExpression(exploration: Exploration, from: number, text: string, pins: readonly Pin[]): Promise<Found> {
  const { composed, stepper } = exploration;
  const expression = parseExpression(text);
  const isTrue = (state: Int32Array): boolean => {
    const { at } = decodeState(composed, [...state]);
    return expression({ s: stepper.look(state), p: composed.parameters, at });
  };
  return findState(exploration, from, isTrue, pins);
}

/** The shortest way to the nearest of some states: from where one stands; or, if there is none, from where the walk began. */
export async function wayToStates(exploration: Exploration, from: number, initial: number, to: readonly number[], pins: readonly Pin[]): Promise<Found> {
  const wanted = new Set(to);
  if (wanted.has(from)) return { initial: null, steps: [], looked: 1, gaveUp: false };
  const onward = await findState(exploration, from, (_, number) => wanted.has(number), pins);
  if (onward.steps !== null) return onward;
  if (wanted.has(initial)) return { ...onward, initial, steps: [] };
  return { ...(await findState(exploration, initial, (_, number) => wanted.has(number), pins)), initial };
}
