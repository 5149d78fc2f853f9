/** Milliseconds between two looks: each asks the operating system. */
const EVERY = 20;

/** Of the memory that a process may take, what a search may add even if the process has it all: it may be one of many in a large process. */
export const LEAST_SHARE = 1 / 8;

/** What a process may take in memory, for searches and decisions that allocate as they go. */
export class MemoryBound {
  private readonly before: number;
  private nextLook = 0;

  /** @param most bytes; no bound, unless given @param own bytes that whoever asks has taken by now */
  constructor(
    private readonly most = Number.POSITIVE_INFINITY,
    own = 0,
    private readonly taken = () => process.memoryUsage.rss(),
  ) {
    this.before = this.taken() - own;
  }

  /** Why whoever asks has to stop, if so: the process takes more than it may, of which a share at least is their own. */
  get excess(): string | undefined {
    if (this.most === Number.POSITIVE_INFINITY || performance.now() < this.nextLook) return undefined;
    this.nextLook = performance.now() + EVERY;
    const bytes = this.taken();
    return bytes > this.most && bytes - this.before > LEAST_SHARE * this.most ? `more memory than ${this.most} bytes` : undefined;
  }
}
