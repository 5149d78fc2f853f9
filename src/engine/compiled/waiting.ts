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
