import { compile } from "../../compiler/compile.js";
import { lowerAnnotations } from "../../compiler/lowerAnnotations.js";
import { SmtModel, type SmtStep } from "../../compiler/targets/smt/smtModel.js";
import { and, not, type Term } from "../../compiler/targets/smt/term.js";
import type { InductiveClaim } from "../../language/annotation.js";
import { compose } from "../../language/compose.js";
import type { ParameterValues } from "../../language/kernel.js";
import { counterexampleOf } from "./counterexample.js";
import type { InductiveProof, StepProof } from "./inductiveProof.js";
import { Invariant, type Part } from "./invariant.js";
import type { Session, Z3 } from "./z3.js";

/**
 * Whether an invariant holds in the initial states and is preserved by every step: for runs of any length, and for every byte of every vector that is too
 * long to be held whole. A step that breaks a rule has no successor, and so preserves everything: that none does is what searches are for.
 * @param overrides bounds, as `--set` gives them
 * @param signal ends the proof: what was not decided by then is unknown
 * @throws SpecError for mistakes in the specification
 */
export async function proveInductive(claim: InductiveClaim, z3: Z3, overrides: ParameterValues = {}, signal?: AbortSignal): Promise<InductiveProof> {
  const properties = [...claim.goals, ...claim.strengthening];
  const composed = compose({ ...claim.model, properties }, overrides);
  const program = compile(composed);
  const model = new SmtModel(program);
  const invariant = new Invariant(model, composed, program.properties, lowerAnnotations(composed, claim.annotations));
  const prover = new Prover(model, invariant, z3.open({ signal }));
  await prover.begin();
  const initial = await prover.initial();
  const steps: StepProof[] = [];
  for (const step of prover.steps) steps.push(await prover.step(step));
  const { name, about } = claim;
  return {
    claim: { name, about },
    bounds: composed.parameters,
    verdict: verdictOf([initial, ...steps]),
    parts: invariant.parts.map(({ name: part }) => part),
    initial,
    steps,
    approximations: [...model.approximations],
  };
}

function verdictOf(proofs: readonly StepProof[]): InductiveProof["verdict"] {
  if (proofs.some(({ outcome }) => outcome === "broken")) return "not inductive";
  return proofs.some(({ outcome }) => outcome === "unknown") ? "incomplete" : "inductive";
}

class Prover {
  readonly steps: readonly SmtStep[];
  private readonly initialStates: Term;
  private readonly before: Term;
  /** A name for the truth of each part after a step, so that it can be looked at. */
  private readonly after: readonly Term[];
  /** Whether what is proved of one byte is known to hold of each. */
  private isOfEachByte = false;

  constructor(
    private readonly model: SmtModel,
    private readonly invariant: Invariant,
    private readonly session: Session,
  ) {
    this.steps = model.steps();
    this.initialStates = model.initial();
    const [before, after] = [invariant.at("before"), invariant.at("after")];
    this.before = and(before.facts, ...before.truths);
    this.after = after.truths.map((truth, index) => {
      const name = `|part ${index}'|`;
      model.formula.lines.push(`(declare-const ${name} Bool)`, `(assert (= ${name} ${truth}))`);
      return name;
    });
    model.formula.lines.push(`(assert ${after.facts})`);
  }

  async begin(): Promise<void> {
    this.session.tell(this.model.formula.lines.join("\n"));
    this.isOfEachByte = await this.invariant.refuseUnlessOfEachCell(this.session);
  }

  initial(): Promise<StepProof> {
    return this.prove("initial states", this.initialStates, undefined);
  }

  step(step: SmtStep): Promise<StepProof> {
    return this.prove(step.name, and(this.before, step.relation), step);
  }

  private async prove(name: string, premise: Term, step: SmtStep | undefined): Promise<StepProof> {
    const { session } = this;
    if (!this.isOfEachByte) return { step: name, outcome: "unknown", counterexample: undefined };
    session.push();
    session.tell(`(assert ${premise})`);
    const taken = await session.check();
    session.tell(`(assert ${not(and(...this.after))})`);
    const broken = taken === "unsat" ? "unsat" : await session.check();
    const counterexample = broken === "sat" ? counterexampleOf(session, this.model, this.broken(), step) : undefined;
    session.pop();
    if (taken === "unsat") return { step: name, outcome: "never taken", counterexample };
    if (broken === "unknown") return { step: name, outcome: "unknown", counterexample };
    return { step: name, outcome: broken === "sat" ? "broken" : "preserved", counterexample };
  }

  private broken(): readonly Part[] {
    const truths = this.session.values(this.after.map((name) => ({ name, sort: "Bool" as const })));
    return this.invariant.parts.filter((_, index) => truths[index] === 0);
  }
}
