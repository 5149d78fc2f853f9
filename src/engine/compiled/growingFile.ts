import { createHash, type Hash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, readSync, writeSync } from "node:fs";

/** A row of bytes that is kept: how many, and what they hash to. */
export interface Kept {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bytes that are written or read at once: memory that threads share has to be copied first, to where all files do that in turn. */
const PIECE = 1 << 22;
let copied: Buffer | undefined;

/** A file to whose first bytes, which are kept, others are added. What lies beyond them was being written when a machine stopped, and is written again. */
export class GrowingFile {
  private readonly hash: Hash = createHash("sha256");
  private length: number;

  /** @param descriptor of a file that is open for reading and writing, and is closed with this */
  constructor(
    private readonly descriptor: number,
    private readonly kept: Kept = { bytes: 0, sha256: "" },
  ) {
    this.length = kept.bytes;
  }

  get bytes(): number {
    return this.length;
  }

  /** Visits all that was kept when the file was opened; false if it is not what was written. Nothing was added yet. */
  verify(visit: (piece: Uint8Array, at: number) => void = () => {}): boolean {
    if (fstatSync(this.descriptor).size < this.length) return false;
    for (const [piece, at] of this.pieces(0, this.length)) {
      this.hash.update(piece);
      visit(piece, at);
    }
    return this.length === 0 || this.mark().sha256 === this.kept.sha256;
  }

  /** What lies from one byte up to, not including, another, in pieces that are good until the next one is asked for, each with where it begins. */
  *pieces(from: number, to: number, size = PIECE): Generator<readonly [piece: Uint8Array, at: number], void> {
    const buffer = Buffer.allocUnsafe(Math.min(size, to - from));
    for (let at = from; at < to; at += size) {
      const piece = buffer.subarray(0, Math.min(size, to - at));
      for (let read = 0; read < piece.length; ) {
        const count = readSync(this.descriptor, piece, read, piece.length - read, at + read);
        if (count === 0) throw new Error("the file was cut short");
        read += count;
      }
      yield [piece, at];
    }
  }

  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += PIECE) {
      const part = bytes.subarray(from, from + PIECE);
      copied ??= Buffer.allocUnsafeSlow(PIECE);
      copied.set(part);
      const piece = copied.subarray(0, part.length);
      for (let written = 0; written < piece.length; ) written += writeSync(this.descriptor, piece, written, piece.length - written, this.length + written);
      this.hash.update(piece);
      this.length += piece.length;
    }
  }

  /** What is there now, to be kept. */
  mark(): Kept {
    return { bytes: this.length, sha256: this.hash.copy().digest("hex") };
  }

  /** Makes sure that what was written outlives the machine. */
  sync(): void {
    fsyncSync(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
