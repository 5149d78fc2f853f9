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
