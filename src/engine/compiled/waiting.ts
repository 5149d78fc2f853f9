/** For each state of a memory, by its index there, the processes that were blocked when it was expanded: one bit a process. */
export type Waiting = Uint8Array | Uint16Array | Int32Array;

/** Bytes that so many processes take in each state. */
export function waitingBytes(processes: number): 1 | 2 | 4 {
  if (processes <= 8) return 1;
  return processes <= 16 ? 2 : 4;
}

/** A part of a memory as {@link Waiting}. @param bytes of each state */
export function waitingAt(buffer: ArrayBufferLike, address: number, states: number, bytes: 1 | 2 | 4): Waiting {
  switch (bytes) {
    case 1:
      return new Uint8Array(buffer, address, states);
    case 2:
      return new Uint16Array(buffer, address, states);
    case 4:
      return new Int32Array(buffer, address, states);
  }
}

/** A state, and the processes that are blocked there: one bit each. */
export type Waiter = readonly [state: number, processes: number];

/** Of some processes those that are, after an edge, among others. @param arrivals which process each is then, where copies are renumbered */
export function before(others: number, processes: number, arrivals: Uint8Array | undefined): number {
  if (arrivals === undefined) return others;
  let found = 0;
  for (const process of processesIn(processes)) if ((others >>> (arrivals[process] as number)) & 1) found |= 1 << process;
  return found;
}

/** The processes of which the bits are set, in ascending order. */
export function processesIn(bits: number): number[] {
  const found: number[] = [];
  for (let rest = bits; rest !== 0; rest &= rest - 1) found.push(31 - Math.clz32(rest & -rest));
  return found;
}
