import { predicatesOf } from "../../../language/compose.js";
import type { ComposedAtom, ComposedTemporal, FairnessCondition } from "../../../language/composeTemporal.js";
import type { Atom, Formula } from "../../../language/formula.js";
import { edgesOf } from "../../controlFlow.js";
import type { ModelProgram, PropertyProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { quoted } from "./tlaPrinter.js";

/** What temporal properties refer to in the module around them. */
export interface TlaSurroundings {
  /** Defines a predicate; its name. */
  readonly define: (predicate: PropertyProgram) => string;
  /** The action of a step. */
  readonly actionOf: (process: number, state: number) => string;
  /** The variable that says where a process stands. */
  readonly standing: (process: number) => string;
  readonly take: (wanted: string) => string;
}

/** Definitions of temporal properties, those that TLC is to check, and a comment for each that it cannot be asked. */
export interface TlaTemporal {
  readonly text: string;
  readonly properties: readonly string[];
}

/**
 * Temporal properties as formulas of TLA+, each of which assumes its fairness itself: TLC has no `U`, and an action stands nowhere but in fairness. That a run stands still only
 * where nobody can move is said of all of them, as weak fairness of the whole. TLA+ does not tell a step that changes nothing from none: such a step is never taken there.
 */
export function temporalOf(model: ModelProgram, around: TlaSurroundings): TlaTemporal {
  if (model.temporal.length === 0) return { text: "", properties: [] };
  const predicates = predicatesOf(model.temporal);
  const names = model.predicates.map(around.define);
  const textOf = (atom: ComposedAtom): string => (atom.kind === "predicate" ? (names[predicates.indexOf(atom)] as string) : placeText(model, atom, around));
  const parts = model.temporal.map((temporal) => {
    const about = commentOf(temporal.property.name);
    const why = whyNot(temporal);
    if (why !== undefined) return { text: `\\* ${about}: not exported, for ${why}`, name: undefined };
    const name = around.take(temporal.property.name);
    const fairness = ["WF_vars(Next)", ...temporal.fairness.map((condition) => fairnessText(model, condition, around))];
    const formula = formulaText(temporal.property.formula, (atom) => textOf(temporal.atoms.get(atom) as ComposedAtom));
    return { text: `\\* temporal: ${about}\n${name} ==\n  (${[...new Set(fairness)].join(" /\\ ")}) => ${formula}`, name };
  });
  const quiet = mayChangeNothing(model);
  const note =
    quiet.length === 0 ? "" : `\\* These steps may change nothing, and are not taken then, as far as fairness goes: ${quiet.map(commentOf).join(", ")}\n`;
  return { text: `${note}${parts.map(({ text }) => text).join("\n\n")}`, properties: parts.flatMap(({ name }) => name ?? []) };
}

function whyNot({ property, atoms, fairness }: ComposedTemporal): string | undefined {
  if ([...atoms.values()].some(({ kind }) => kind === "taken")) return "it says which step is taken";
  if (fairness.some(({ choice }) => choice !== undefined)) return "it is fair to what is chosen in a step";
  return isOfTlc(property.formula) ? undefined : "TLC knows [] and <> only";
}

function isOfTlc(formula: Formula): boolean {
  if (formula.op === "until" || formula.op === "weakUntil" || formula.op === "release") return false;
  if ("left" in formula) return isOfTlc(formula.left) && isOfTlc(formula.right);
  return !("of" in formula) || isOfTlc(formula.of);
}

function placeText(model: ModelProgram, atom: ComposedAtom, { standing }: TlaSurroundings): string {
  const places = atom.kind === "at" ? atom.places : [];
  return places.map(({ process, state }) => `${standing(process)} = ${quoted(model.processes[process]?.states[state]?.name ?? "")}`).join(" \\/ ") || "FALSE";
}

function fairnessText({ processes }: ModelProgram, { strength, process, state }: FairnessCondition, { actionOf }: TlaSurroundings): string {
  const steps = (processes[process]?.states ?? []).filter(({ index, program }) => program !== undefined && (state === undefined || index === state));
  return `${strength === "weak" ? "WF" : "SF"}_vars(${steps.map(({ index }) => actionOf(process, index)).join(" \\/ ") || "FALSE"})`;
}

/** Steps that may leave their process where it stands: no other step can leave a state as it is. */
function mayChangeNothing({ processes }: ModelProgram): readonly string[] {
  return processes.flatMap((process) =>
    edgesOf(process)
      .filter(({ from, to }) => from === to)
      .map(({ from }) => process.states[from]?.name as string),
  );
}

const UNARY = { not: "~", globally: "[]", eventually: "<>" } as const;
const BINARY = { and: "/\\", or: "\\/", implies: "=>", equivalent: "<=>" } as const;

function formulaText(formula: Formula, textOf: (atom: Atom) => string): string {
  switch (formula.op) {
    case "true":
    case "false":
      return formula.op.toUpperCase();
    case "atom":
      return `(${textOf(formula.atom)})`;
    case "not":
    case "globally":
    case "eventually":
      return `${UNARY[formula.op]}${formulaText(formula.of, textOf)}`;
    case "and":
    case "or":
    case "implies":
    case "equivalent":
      return `(${formulaText(formula.left, textOf)} ${BINARY[formula.op]} ${formulaText(formula.right, textOf)})`;
    default:
      throw new Error(`TLC has no '${formula.op}'`);
  }
}
