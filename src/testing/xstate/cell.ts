import { inspect } from "node:util";
import { Violation } from "../../language/index.js";

/** The members of a record or the elements of a vector, as the state shows them. */
type Holder = Record<string | number, unknown>;

/** One variable, field or element of the state: where a codec reads and writes. */
export class Cell {
  constructor(
    private readonly holder: object,
    private readonly key: string | number,
    /** What a person calls the value that lives here: `light: context.count`. */
    readonly name: string,
  ) {}

  get stored(): unknown {
    return (this.holder as Holder)[this.key];
  }

  set stored(value: unknown) {
    (this.holder as Holder)[this.key] = value;
  }

  /** A part of what is stored here. */
  part(key: string | number, name = typeof key === "number" ? `${this.name}[${key}]` : `${this.name}.${key}`): Cell {
    return new Cell(this.stored as object, key, name);
  }

  /** @throws Violation: `value` is none of those that this cell can hold. */
  refuse(value: unknown, allowed: string): never {
    throw new Violation("domain", `${this.name} = ${inspect(value, { breakLength: Number.POSITIVE_INFINITY })} leaves ${allowed}`);
  }
}
