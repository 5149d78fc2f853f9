import type { ModelProgram } from "../../ir.js";
import { commentOf } from "../leaf/commentOf.js";
import { SmtModel } from "./smtModel.js";
import { or } from "./term.js";

/**
 * A model in SMT-LIB 2: its variables before and after a step, `the transition` between them, `initial states` of the state after, and what each
 * property says of the state before. Constants that belong to a step alone are its choices.
 * @param most vectors of more elements are reduced to one arbitrary cell, and loops of more turns to what some turn may do
 */
export function smtOf(program: ModelProgram, most?: number): string {
  const model = new SmtModel(program, most);
  const { formula } = model;
  const steps = model.steps();
  model.initial();
  for (const property of program.properties) {
    if (property.kind === "step") formula.lines.push("", `; not here, as it speaks of two states: ${commentOf(property.name)}`);
    else formula.defineAs(`property: ${property.name}`, "Bool", model.predicate(property, "before").holds);
  }
  formula.begin("transition", "some process takes a step");
  formula.defineAs("the transition", "Bool", or(...steps.map(({ relation }) => relation)));
  const about = model.approximations.size === 0 ? "It is exact." : `It allows more than the model does, never less: ${[...model.approximations].join("; ")}.`;
  return `; ${commentOf(program.name)}: exported by faultline, in SMT-LIB 2. ${commentOf(about)}\n${HOW}\n${formula.lines.join("\n")}\n`;
}

const HOW = `;
; A name with an apostrophe is a variable's value after a step. To ask whether a step can lead out of a property P, say that P holds before, and not after:
;   (assert |the transition|) (assert |property: P|) …
(set-logic ALL)
`;
