import type { ModelProgram, PropertyProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import type { Names } from "../leaf/names.js";
import { questionOf } from "../leaf/question.js";
import type { CPrinter } from "./cPrinter.js";
import { cBody } from "./cStatements.js";

/**
 * The properties as C functions, and `assert_ ()`, which SPIN runs after each step if it was given -DPROPERTIES. `sometimes` is no
 * assertion: it is left to the reader as a comment.
 */
export function propertyCode(model: ModelProgram, printerOf: () => CPrinter, names: Names): string {
  const asked = model.properties.filter(({ kind }) => kind !== "sometimes");
  const functions = asked.map((property) => ({ property, name: names.take(`holds ${property.name}`) }));
  const code = functions.map(({ property, name }) => functionOf(model, property, name, printerOf()));
  const asserts = (wanted: (kind: PropertyProgram["kind"]) => boolean): string =>
    functions
      .filter(({ property }) => wanted(property.kind))
      .map(({ property, name }) => `  if (!${name} ()) uerror ("${commentOf(property.name).replace(/["\\%]/g, "?")}");\n`)
      .join("");
  return `${code.join("\n")}
c_code {
extern void (*uerror) (char *);
static void assert_state_ (void) {
${asserts((kind) => kind !== "step")}}
static void assert_step_ (void) {
${asserts((kind) => kind === "step")}}
}
`;
}

/** A property or predicate as a C function, asked of the state in `after_`. */
export function functionOf(model: ModelProgram, property: PropertyProgram, name: string, printer: CPrinter): string {
  const program = questionOf(property);
  return `c_code {\n/* ${property.kind}: ${commentOf(property.name)} */\nstatic int ${name} (void) {\n${cBody(model, program, printer)}}\n}\n`;
}
