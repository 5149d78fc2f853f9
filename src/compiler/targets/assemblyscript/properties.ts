import type { ModelProgram, PropertyProgram, Statement } from "../../ir.js";
import { unrollLoops } from "../../unrollLoops.js";
import { conditionText } from "./expressions.js";
import { footprintOf } from "./footprint.js";
import type { Packing } from "./packing.js";
import { Scope } from "./scope.js";
import { type StepWriter, writeStatement } from "./statements.js";
import type { Tables } from "./tables.js";

/** `property0(a, b)`: whether a property is true of the state at `b`, or of the transition from `a` to `b`. If that breaks a rule, `failed` is set. */
export function writeProperty(model: ModelProgram, packing: Packing, tables: Tables, property: PropertyProgram, index: number): readonly string[] {
  const { program, value, name } = unrollLoops(property);
  const scope = new Scope(packing, tables, footprintOf(model, packing, program, value), index);
  scope.exit = "return 0;";
  for (const statement of program.statements) writeStatement(scope, statement, NO_STEP);
  scope.mayFail = false;
  const truth = conditionText(scope, value);
  scope.line(`return <i32>${truth};`);
  return [`/** ${name.replaceAll("*/", "* /")} */`, `function property${index}(a: usize, b: usize): i32 {`, ...scope.prologue(), ...scope.lines, "}"];
}

const refuse = (statement: Statement): never => {
  throw new Error(`a property with a ${statement.kind}`);
};

const NO_STEP: StepWriter = { choose: refuse, next: refuse };
