import { useCallback, useEffect, useState } from "preact/hooks";
import type { ModelView, Pin, StateView, StepView, Walk } from "../protocol.js";
import type { Ask } from "./ask.js";

/** A state on the walk, and the step that led to it. */
export interface Visit {
  readonly state: number;
  /** Absent from the initial state. */
  readonly step: StepView | null;
}

/** A walk through the model: where it has been, where it stands, and how to go on. */
export interface Walking {
  readonly visits: readonly Visit[];
  /** Which of the visits is looked at. */
  readonly at: number;
  /** What is seen there, once it is known. */
  readonly view: StateView | undefined;
  /** What was seen one visit before. */
  readonly earlier: StateView | undefined;
  readonly go: (at: number) => void;
  /** Takes steps from where one stands; what came after it is forgotten. */
  readonly take: (steps: readonly StepView[]) => void;
  /** Begins anew. */
  readonly begin: (initial: number, steps?: readonly StepView[]) => void;
  /** What was walked, up to where one stands. */
  readonly walk: Walk;
}

/** Keeps a walk, and asks for what is to be seen on it. */
export function useWalk(ask: Ask, model: ModelView, pins: readonly Pin[], fail: (error: Error) => void): Walking {
  const [{ visits, at }, set] = useState({ visits: visitsFrom(model.initial[0]?.state ?? 0, []), at: 0 });
  const [view, setView] = useState<StateView>();
  const [earlier, setEarlier] = useState<StateView>();
  const state = visits[at]?.state ?? 0;
  const before = visits[at - 1]?.state;
  useEffect(() => {
    let isCurrent = true;
    const looks = [state, ...(before === undefined ? [] : [before])].map((number) => ask({ ask: "look", state: number, pins }));
    Promise.all(looks).then(([seen, seenBefore]) => {
      if (!isCurrent) return;
      setView(seen);
      setEarlier(seenBefore);
    }, fail);
    return () => {
      isCurrent = false;
    };
  }, [ask, state, before, pins, fail]);
  const go = useCallback((to: number) => set((now) => ({ ...now, at: Math.min(now.visits.length - 1, Math.max(0, to)) })), []);
  const take = useCallback((steps: readonly StepView[]) => set((now) => walked(now.visits.slice(0, now.at + 1), steps)), []);
  const begin = useCallback((initial: number, steps: readonly StepView[] = []) => set(walked(visitsFrom(initial, []), steps)), []);
  const walk = { initial: visits[0]?.state ?? 0, steps: visits.slice(1, at + 1).flatMap(({ step }) => (step === null ? [] : [step.number])) };
  return { visits, at, view: view?.number === state ? view : undefined, earlier: before === undefined ? undefined : earlier, go, take, begin, walk };
}

function walked(visits: readonly Visit[], steps: readonly StepView[]): { visits: readonly Visit[]; at: number } {
  const all = [...visits, ...visitsFrom(0, steps).slice(1)];
  return { visits: all, at: all.length - 1 };
}

/** A step that breaks a rule of the language leads nowhere, so nobody stands behind it. */
function visitsFrom(initial: number, steps: readonly StepView[]): readonly Visit[] {
  return [{ state: initial, step: null }, ...steps.flatMap((step) => (step.to === null ? [] : [{ state: step.to, step }]))];
}
