/** How threads are shared out among searches. */
export interface Shares {
  /** Searches that run at the same time. */
  readonly atOnce: number;
  /** Threads of each. */
  readonly each: number;
}

/** Every search gets a thread of its own; where there are fewer searches than threads, each gets several. Never more threads than there are. */
export function shareWorkers(workers: number, searches: number): Shares {
  const each = Math.max(1, Math.floor(workers / Math.max(1, Math.min(searches, workers))));
  return searches === 0 ? { atOnce: workers, each: 1 } : { atOnce: Math.floor(workers / each), each };
}
