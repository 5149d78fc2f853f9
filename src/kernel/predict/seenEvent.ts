/** What is seen of a run, of the model's as of the kernel's: a function that was called, with its arguments and what it returned, in bytes. */
export interface SeenEvent {
  readonly what: string;
  readonly args: Readonly<Record<string, number | boolean>>;
}

/** `iomap_write_end(pos=32768, len=200, copied=0, ret=0)` */
export function eventText({ what, args }: SeenEvent): string {
  return `${what}(${Object.entries(args)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")})`;
}

/** The index of the first event in which two runs differ; `undefined` if they are the same. */
export function firstDifference(one: readonly SeenEvent[], other: readonly SeenEvent[]): number | undefined {
  const longer = Math.max(one.length, other.length);
  for (let index = 0; index < longer; index++) {
    const [here, there] = [one[index], other[index]];
    if (here === undefined || there === undefined || eventText(here) !== eventText(there)) return index;
  }
  return undefined;
}
