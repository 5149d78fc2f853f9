import ts from "typescript";
import { BOOLEAN, boolean, collect, join, relabel } from "../build.js";
import type { FunctionNode } from "../findBody.js";
import type { Expression, Statement, Temp, Type } from "../ir.js";
import { excerpt, siteOf } from "../problemAt.js";
import { Activation, type Jump, type Returning } from "./activation.js";
import { bindName } from "./bindName.js";
import { lowerExpression } from "./lowerExpression.js";
import { lowerStatements } from "./lowerStatement.js";
import type { ProgramBuilder } from "./programBuilder.js";
import { NOTHING, Refused, scalar, type Value } from "./value.js";

/** A call of a helper, or of an arrow function in this body, with its statements in the place of the call. */
export function inline(at: Activation, callee: FunctionNode, values: readonly Value[], node: ts.Node): Value {
  const results = new Results(at.builder);
  const isInBody =
    ts.isArrowFunction(callee) &&
    callee.parent !== undefined &&
    at.body.pos <= callee.pos &&
    callee.end <= at.body.end &&
    callee.getSourceFile() === at.body.getSourceFile();
  const inner = isInBody ? at.within(results) : new Activation(at.setting, at.builder, callee, results, [...at.callers, callee]);
  runBody(inner, callee, values, node);
  return results.value;
}

/** Binds the parameters of a function and lowers its body. */
export function runBody(at: Activation, callee: FunctionNode, values: readonly Value[], node: ts.Node): void {
  callee.parameters.forEach((parameter, index) => {
    const value = values[index];
    if (value === undefined) throw new Refused(node, "FL201", `'${excerpt(node)}' leaves out '${parameter.name.getText()}'`, "pass every argument");
    bindName(at, parameter.name, value);
  });
  const { body } = callee;
  if (body === undefined) throw new Refused(node, "FL206", `the source of '${excerpt(node)}' cannot be found`, "import helpers from TypeScript files");
  at.builder.emit(flagged(at.returning.jump, false, callee));
  if (ts.isBlock(body)) lowerStatements(at, body.statements);
  else at.returning.accept(at, body);
}

/** Says that a jump was, or was not, taken. */
export function flagged({ flag }: Jump, taken: boolean, node: ts.Node): Statement {
  const site = siteOf(node);
  return { kind: "bind", temp: flag, value: boolean(taken, site), site };
}

/**
 * What a helper returns. A lone `return` at the end of its text hands its value over as it is, a reference to the state included;
 * several are gathered in a temporary.
 */
class Results implements Returning {
  readonly jump: Jump;
  private readonly outermost: Statement[];
  private direct: Value | undefined;
  private gathered: Temp | undefined;

  constructor(private readonly builder: ProgramBuilder) {
    this.jump = { flag: builder.temp("returned", BOOLEAN, false, true) };
    this.outermost = builder.block;
  }

  get value(): Value {
    if (this.gathered === undefined) return this.direct ?? NOTHING;
    return scalar({ op: "temp", type: this.gathered.type, temp: this.gathered, site: this.site as Expression["site"] });
  }

  private site: Expression["site"] | undefined;

  accept(at: Activation, node: ts.Expression | undefined): void {
    if (node === undefined) return;
    const value = lowerExpression(at, node);
    if (this.gathered === undefined && this.builder.block === this.outermost) this.direct = value;
    else if (value.kind === "scalar") this.gather(value.expression, node);
    else if (value.kind !== "nothing") {
      throw new Refused(node, "FL201", `a helper that returns one part of the state or another: '${excerpt(node)}'`, "return an index, and use it at the call");
    }
  }

  private gather(value: Expression, node: ts.Node): void {
    this.site = siteOf(node);
    this.gathered ??= this.builder.temp("result", ownType(value.type), true);
    const temp = this.gathered;
    if (temp.type.kind === "label") collect(temp.type, value.type);
    else temp.type = join(temp.type, value.type);
    this.builder.emit({ kind: "bind", temp, value: relabel(value, temp.type), site: this.site });
  }
}

/** A type whose labels can be added to. */
function ownType(type: Type): Type {
  return type.kind === "label" ? { kind: "label", labels: [...type.labels] } : type;
}
