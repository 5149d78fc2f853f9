/** Keeps each value once: values that are written alike in JSON are one. */
export class Interner<T> {
  readonly all: T[] = [];
  private readonly known = new Map<string, number>();

  /** Where a value is kept in {@link all}. */
  indexOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, this.all.length);
    return this.all.push(value) - 1;
  }
}
