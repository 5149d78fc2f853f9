/** Constant tables of a module: small signed integers, each table once. */
export class Tables {
  private readonly names = new Map<string, string>();
  /** Bytes that they take. */
  bytes = 0;

  /** The name of a table of 16-bit integers. */
  of(values: readonly number[]): string {
    const text = values.join(", ");
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const name = `TABLE_${this.names.size}`;
    this.names.set(text, name);
    this.bytes += 2 * values.length;
    return name;
  }

  /** Their declarations. */
  get text(): readonly string[] {
    return [...this.names].map(([values, name]) => `const ${name}: usize = memory.data<i16>([${values}]);`);
  }
}
