import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { TraceData } from "../traceData.js";

/** Goes to a moment of the trace; one that does not exist is the nearest that does. */
export type Go = (to: number) => void;

const FAR = 10;
/** Keys, and where they lead from `at`, of which `last` is the greatest; `decided` are the moments of steps that decided. */
const KEYS: Readonly<Record<string, (at: number, last: number, decided: readonly number[]) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  j: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  k: (at) => at - 1,
  PageDown: (at) => at + FAR,
  PageUp: (at) => at - FAR,
  Home: () => 0,
  End: (_, last) => last,
  n: (at, _, decided) => decided.find((moment) => moment > at) ?? at,
  p: (at, _, decided) => decided.findLast((moment) => moment < at) ?? at,
};

/** Where one stands in a trace: moved by keys, and kept in the address, so that a step can be linked to. */
export function usePosition({ moments, explanation }: Pick<TraceData, "moments" | "explanation">): [number, Go] {
  const last = moments.length - 1;
  const within = useCallback((to: number) => Math.min(last, Math.max(0, to)), [last]);
  const [at, set] = useState(() => within(fromAddress() ?? last));
  const go = useCallback<Go>((to) => set(within(to)), [within]);
  useEffect(() => history.replaceState(null, "", `#${at}`), [at]);
  // Whoever sees the page may press a key: so this is done with what is drawn, and not after it.
  useLayoutEffect(() => {
    const decided = (explanation?.marks ?? []).flatMap((marks, moment) => (marks.length > 0 ? [moment] : []));
    const onKey = (event: KeyboardEvent): void => {
      const move = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      set((from) => within(move(from, last, decided)));
    };
    const onAddress = (): void => go(fromAddress() ?? last);
    addEventListener("keydown", onKey);
    addEventListener("hashchange", onAddress);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("hashchange", onAddress);
    };
  }, [explanation, go, last, within]);
  return [at, go];
}

function fromAddress(): number | undefined {
  return /^#\d+$/.test(location.hash) ? Number(location.hash.slice(1)) : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "range";
}
