import { predicatesOf } from "../../../language/compose.js";
import type { ComposedAtom, ComposedTemporal } from "../../../language/composeTemporal.js";
import type { Atom, Formula } from "../../../language/formula.js";
import type { ModelProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import type { Names } from "../leaf/names.js";
import type { Variables } from "../leaf/variables.js";
import { CPrinter } from "./cPrinter.js";
import { functionOf } from "./properties.js";

/**
 * Temporal properties as `ltl` formulas, which SPIN reads if it was given -DTEMPORAL. They speak of what comes after `init`. SPIN knows weak fairness
 * towards all processes at once (-f), or none; no formula of it can say which step is taken. What it cannot be asked is left as a comment.
 */
export function temporalCode(model: ModelProgram, variables: Variables, names: Names): string {
  if (model.temporal.length === 0) return "";
  const predicates = predicatesOf(model.temporal);
  const holds = model.predicates.map((program) => ({ program, name: names.take(`is ${program.name}`) }));
  const code = holds.map(({ program, name }) => functionOf(model, program, name, new CPrinter(variables, names.inner())));
  const textOf = (atom: ComposedAtom): string => {
    if (atom.kind === "predicate") return `c_expr { (get_ (), ${holds[predicates.indexOf(atom)]?.name} ()) }`;
    if (atom.kind === "taken") return "false";
    return atom.places.map(({ process, state }) => `${variables.at(model.processes[process]?.slot as number).name} == ${state}`).join(" || ");
  };
  const formulas = model.temporal.map((temporal) => ltlBlock(model, temporal, names.take(temporal.property.name), textOf));
  return `${code.join("\n")}
#ifdef TEMPORAL
${formulas.join("")}#endif
`;
}

function ltlBlock(model: ModelProgram, { property, atoms, fairness }: ComposedTemporal, name: string, textOf: (atom: ComposedAtom) => string): string {
  const about = commentOf(property.name);
  const fair = fairnessOption(model, fairness);
  if ([...atoms.values()].some(({ kind }) => kind === "taken")) return `/* ${about}: not exported, for it says which step is taken */\n`;
  if (fair === undefined) return `/* ${about}: not exported, for SPIN knows no fairness but weak fairness of all processes */\n`;
  const formula = formulaText(property.formula, (atom) => textOf(atoms.get(atom) as ComposedAtom));
  return `/* ${about}: ./pan -a${fair} -N ${name} */\nltl ${name} { (!started_) U (started_ && ${formula}) }\n`;
}

/** How SPIN is told of what is assumed; nothing, if it cannot be. */
function fairnessOption({ processes }: ModelProgram, fairness: ComposedTemporal["fairness"]): string | undefined {
  if (fairness.length === 0) return "";
  if (fairness.some(({ strength, state, choice }) => strength === "strong" || state !== undefined || choice !== undefined)) return undefined;
  return processes.every((_, process) => fairness.some((condition) => condition.process === process)) ? " -f" : undefined;
}

const UNARY = { not: "!", globally: "[]", eventually: "<>" } as const;
const BINARY = { and: "&&", or: "||", implies: "->", equivalent: "<->", until: "U", weakUntil: "W", release: "V" } as const;

function formulaText(formula: Formula, textOf: (atom: Atom) => string): string {
  switch (formula.op) {
    case "true":
    case "false":
      return formula.op;
    case "atom":
      return `(${textOf(formula.atom)})`;
    case "not":
    case "globally":
    case "eventually":
      return `(${UNARY[formula.op]} ${formulaText(formula.of, textOf)})`;
    default:
      return `(${formulaText(formula.left, textOf)} ${BINARY[formula.op]} ${formulaText(formula.right, textOf)})`;
  }
}
