import type ts from "typescript";
import type { FunctionNode } from "../findBody.js";
import type { Temp } from "../ir.js";
import { SourceProgram } from "../sourceProgram.js";
import type { Mutation } from "./mutation.js";
import type { ProgramBuilder } from "./programBuilder.js";
import type { Value } from "./value.js";

/** What is true of a whole program while it is lowered. */
export interface Setting {
  /** What may be done: a step may not write rigid variables, a property may not write at all. */
  readonly phase: "initial" | "step" | "property";
  /** The parameters, each a constant. */
  readonly parameters: Value;
  /** What is changed in the text, where a mutant is lowered. */
  readonly mutation?: Mutation;
}

/** Where a `return`, `break` or `continue` goes. The flag tells text that it does not lie in whether the jump was taken. */
export interface Jump {
  readonly flag: Temp;
}

/** What becomes of the value of a `return`. */
export interface Returning {
  readonly jump: Jump;
  accept(at: Activation, node: ts.Expression | undefined): void;
}

/** What a name inside a function stands for. */
export type Binding = { readonly kind: "value"; readonly value: Value } | { readonly kind: "variable"; readonly temp: Temp };

/** One inlined call of a function, while its body is lowered. */
export class Activation {
  readonly checker: ts.TypeChecker;
  breakTo: Jump | undefined;
  continueTo: Jump | undefined;

  constructor(
    readonly setting: Setting,
    readonly builder: ProgramBuilder,
    /** The function in whose text names are looked up. */
    readonly body: FunctionNode,
    readonly returning: Returning,
    /** The functions that are being inlined around this one. */
    readonly callers: readonly FunctionNode[],
    readonly bindings: Map<ts.Declaration, Binding> = new Map(),
  ) {
    this.checker = SourceProgram.thatParsed(body).checker;
  }

  /** The same names, another place for `return` to go: an arrow function that stands in this body. */
  within(returning: Returning): Activation {
    return new Activation(this.setting, this.builder, this.body, returning, this.callers, this.bindings);
  }

  jump(name: string): Jump {
    return { flag: this.builder.temp(name, { kind: "boolean" }, false, true) };
  }
}
