/** A line that the guest's driver has printed whole: its first word, and the others. */
export interface Fact {
  readonly kind: string;
  readonly words: readonly string[];
}

/** What a console holds. */
export interface Facts {
  readonly facts: readonly Fact[];
  /** Lines that begin like a fact and are not what was printed: cut off, or with somebody else's words in them. */
  readonly damaged: number;
  /** All other lines: the kernel's own, and whatever else was printed. */
  readonly others: readonly string[];
}

const FACT = /^@([0-9a-f]{8}) (.*)$/;

/**
 * Reads a console. It is shared with the kernel, which may write into the middle of a line, and whatever runs in the guest may print what it likes: a line counts
 * only if its checksum is right, and nothing in it is taken for more than words.
 */
export function factsOf(text: string): Facts {
  const facts: Fact[] = [];
  const others: string[] = [];
  let damaged = 0;
  for (const line of text.split(/\r*\n/)) {
    const [, sum, payload] = FACT.exec(line) ?? [];
    if (payload !== undefined && sum === checksum(payload)) {
      const [kind = "", ...words] = payload.split(" ");
      facts.push({ kind, words });
    } else if (line.includes("@")) damaged++;
    else if (line !== "") others.push(line);
  }
  return { facts, damaged, others };
}

/** FNV-1a, 32 bits, of a line of bytes. */
export function checksum(payload: string): string {
  let hash = 2166136261;
  for (let index = 0; index < payload.length; index++) hash = Math.imul(hash ^ (payload.charCodeAt(index) & 0xff), 16777619);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
