const COUNT = new Intl.NumberFormat("en-US");

/** A count with its thousands apart: `4,040`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** Seconds: `0.04`, `12.3`, `75`. */
export function formatSeconds(seconds: number): string {
  return seconds.toFixed(seconds < 1 ? 2 : seconds < 60 ? 1 : 0);
}
