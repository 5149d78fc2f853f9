import { useCallback, useEffect, useState } from "preact/hooks";

/** Goes to a moment of the trace; one that does not exist is the nearest that does. */
export type Go = (to: number) => void;

const FAR = 10;
/** Keys, and where they lead from `at`, of which `last` is the greatest. */
const KEYS: Readonly<Record<string, (at: number, last: number) => number>> = {
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
};

/** Where one stands in a trace of `count` moments: moved by keys, and kept in the address, so that a step can be linked to. */
export function usePosition(count: number): [number, Go] {
  const last = count - 1;
  const within = useCallback((to: number) => Math.min(last, Math.max(0, to)), [last]);
  const [at, set] = useState(() => within(fromAddress() ?? last));
  const go = useCallback<Go>((to) => set(within(to)), [within]);
  useEffect(() => history.replaceState(null, "", `#${at}`), [at]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const move = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      set((from) => within(move(from, last)));
    };
    const onAddress = (): void => go(fromAddress() ?? last);
    addEventListener("keydown", onKey);
    addEventListener("hashchange", onAddress);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("hashchange", onAddress);
    };
  }, [go, last, within]);
  return [at, go];
}

function fromAddress(): number | undefined {
  return /^#\d+$/.test(location.hash) ? Number(location.hash.slice(1)) : undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "range";
}
