/** The longest time that a timer of Node waits, in milliseconds, some 25 days: one that is asked for more does not wait at all. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls once so many seconds are over, however many those are; never, if nobody says how many. @returns what takes that back */
export function afterSeconds(seconds: number | undefined, call: () => void): () => void {
  if (seconds === undefined) return () => {};
  const end = performance.now() + 1000 * seconds;
  const wait = (): NodeJS.Timeout => {
    const left = end - performance.now();
    return left <= LONGEST_TIMER ? setTimeout(call, left) : setTimeout(goOn, LONGEST_TIMER);
  };
  const goOn = (): void => {
    timer = wait();
  };
  let timer = wait();
  return () => clearTimeout(timer);
}
