/** Gives out identifiers: each is a letter followed by letters, digits and underscores, differs from all others and from reserved words. */
export class Names {
  private readonly taken = new Set<string>();

  constructor(
    reserved: readonly string[],
    private readonly outer?: Names,
  ) {
    for (const word of reserved) this.taken.add(word.toLowerCase());
  }

  /** Names for the inside of a function: they differ from those outside, and may come again in another function. */
  inner(): Names {
    return new Names([], this);
  }

  take(wanted: string): string {
    const plain = wanted.replace(/[^A-Za-z0-9]+/g, "_").replace(/^_+|_+$/g, "") || "x";
    const base = /^[A-Za-z]/.test(plain) ? plain : `x_${plain}`;
    let name = base;
    for (let twin = 2; this.isTaken(name); twin++) name = `${base}_${twin}`;
    this.taken.add(name.toLowerCase());
    return name;
  }

  private isTaken(name: string): boolean {
    return this.taken.has(name.toLowerCase()) || this.outer?.isTaken(name) === true;
  }
}
