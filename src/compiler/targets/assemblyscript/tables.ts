/** Constant tables of a module: small signed integers, each table once. */
export class Tables {
  private readonly names = new Map<string, string>();
  private bytes = 0;

  /** @param most bytes that there is room for */
  constructor(private readonly most: number) {}

  /** The name of a table of 16-bit integers. @throws Error where one does not fit, rather than explore another model than the one that was meant */
  of(values: readonly number[]): string {
    const text = values.join(", ");
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const name = `TABLE_${this.names.size}`;
    this.names.set(text, name);
    this.bytes += 2 * values.length;
    if (this.bytes > this.most || values.some((value) => value < -(2 ** 15) || value >= 2 ** 15))
      throw new Error(`the constants of a module do not fit: ${this.bytes} bytes of ${this.most}, or one of more than 16 bits`);
    return name;
  }

  /** Their declarations. */
  get text(): readonly string[] {
    return [...this.names].map(([values, name]) => `const ${name}: usize = memory.data<i16>([${values}]);`);
  }
}
