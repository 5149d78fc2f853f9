import { dirname } from "node:path";
import type ts from "typescript";
import type { ComposedModel, ControlState, Instance } from "../../language/compose.js";
import type { AnyStep } from "../../language/machine.js";
import { bodiesOf, findBodies } from "../bodiesOf.js";
import { compile } from "../compile.js";
import type { FunctionNode } from "../findBody.js";
import type { ModelProgram, Program } from "../ir.js";
import type { Activation } from "../lowering/activation.js";
import type { ModelContext } from "../lowering/follow.js";
import type { Mutation } from "../lowering/mutation.js";
import { Refused, type Value } from "../lowering/value.js";
import { contextOf, lowerStep } from "../lowerModel.js";
import { siteOf } from "../problemAt.js";
import type { Mutant, Operator } from "./mutant.js";
import { oneLine } from "./oneLine.js";
import { isSameProgram } from "./sameProgram.js";
import { statementMutants } from "./statementMutants.js";
import { folderOf, valueMutants } from "./valueMutants.js";

/** What a mutant makes of one step of a model. */
export interface MutatedStep {
  readonly process: number;
  /** The index of the control state. */
  readonly state: number;
  readonly program: Program;
}

/** A mutant, in a model. */
export interface MutantPrograms {
  readonly mutant: Mutant;
  /** The steps that are not what they were. */
  readonly steps: readonly MutatedStep[];
}

/** A model, and every mutant of some of its functions. */
export interface MutatedModel {
  readonly model: ModelProgram;
  readonly mutants: readonly MutantPrograms[];
}

/**
 * The mutants of the machines of some functions, as far as a model has them: of their steps, of their calls, and of the helpers that they use and that stand in the same
 * folder. What is no program any more, and what changes nothing but ghosts, is no mutant.
 * @param functions their names: `iomap_write_iter`
 * @param isWanted which of them are made; all, unless given
 * @throws SpecError if the model is outside the subset
 */
export function mutantsOf(composed: ComposedModel, functions: readonly string[], isWanted: (mutant: Mutant) => boolean = () => true): MutatedModel {
  const model = compile(composed);
  const context = contextOf(composed, findBodies(bodiesOf(composed)).nodes);
  const text = new MutatedText(context, functions);
  const found = new Map<string, { readonly mutant: Mutant; readonly states: Step[] }>();
  for (const step of stepsOf(composed)) {
    const offer = (mutant: Mutant): void => {
      const known = found.get(mutant.key) ?? { mutant, states: [] };
      found.set(mutant.key, known);
      if (known.states.at(-1) !== step) known.states.push(step);
    };
    lowerStep(context, step.instance, step.body, new Offers(text, offer));
  }
  const mutants = [...found.values()].flatMap(({ mutant, states }) => {
    const steps = isWanted(mutant) ? stepsUnder(context, model, new Slip(text, mutant.key), states) : [];
    return steps.length > 0 ? [{ mutant, steps }] : [];
  });
  return { model, mutants };
}

interface Step extends ControlState {
  readonly process: number;
  readonly body: AnyStep;
}

function stepsOf({ processes }: ComposedModel): readonly Step[] {
  return processes.flatMap(({ states }, process) => states.flatMap((state) => (state.body === undefined ? [] : [{ ...state, process, body: state.body }])));
}

/** The steps that a slip changes; none if what it makes of one of them is outside the language. */
function stepsUnder(context: ModelContext, { processes }: ModelProgram, slip: Mutation, states: readonly Step[]): readonly MutatedStep[] {
  try {
    return states.flatMap(({ process, index, instance, body }) => {
      const program = lowerStep(context, instance, body, slip);
      return isSameProgram(program, processes[process]?.states[index]?.program as Program) ? [] : [{ process, state: index, program }];
    });
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

/** Which text belongs to the functions that are mutated. */
class MutatedText {
  private readonly owners = new Map<FunctionNode, string>();

  constructor({ composed, nodeOf }: ModelContext, functions: readonly string[]) {
    const machines = new Set(composed.instances.map(({ machine }: Instance) => machine));
    for (const machine of machines) {
      const { name } = machine.prototype;
      if (!functions.includes(name)) continue;
      for (const body of Object.values(machine.steps)) this.owners.set(nodeOf(body), name);
      for (const { with: given, on } of Object.values(machine.calls)) {
        if (given !== undefined) this.owners.set(nodeOf(given), name);
        for (const handler of Object.values(on)) this.owners.set(nodeOf(handler), name);
      }
    }
  }

  /** The function that a node is lowered for, if that is mutated and the node is part of its text. */
  ownerOf(at: Activation, node: ts.Node): string | undefined {
    const outermost = at.callers[0];
    const owner = outermost && this.owners.get(outermost);
    const source = node.getSourceFile();
    const isInBody = source === at.body.getSourceFile() && at.body.pos <= node.pos && node.end <= at.body.end;
    return isInBody && dirname(source.fileName) === folderOf(at) ? owner : undefined;
  }
}

function mutantAt(owner: string, node: ts.Node, operator: Operator, after: string): Mutant {
  const key = `${owner} ${node.getSourceFile().fileName}:${node.pos}-${node.end} ${operator}: ${after}`;
  return { key, function: owner, operator, site: siteOf(node), before: oneLine(node), after };
}

/** Leaves the text as it is, and offers what might be changed. */
class Offers implements Mutation {
  constructor(
    private readonly text: MutatedText,
    private readonly offer: (mutant: Mutant) => void,
  ) {}

  value(at: Activation, node: ts.Expression, value: Value): Value {
    const owner = this.text.ownerOf(at, node);
    if (owner !== undefined) for (const { operator, after } of valueMutants(at, node, value)) this.offer(mutantAt(owner, node, operator, after));
    return value;
  }

  statements(at: Activation, nodes: readonly ts.Statement[]): readonly ts.Statement[] {
    const owner = nodes[0] && this.text.ownerOf(at, nodes[0]);
    if (owner !== undefined) for (const { operator, node, after } of statementMutants(nodes)) this.offer(mutantAt(owner, node, operator, after));
    return nodes;
  }
}

/** Changes the text as a mutant says. */
class Slip implements Mutation {
  constructor(
    private readonly text: MutatedText,
    private readonly key: string,
  ) {}

  value(at: Activation, node: ts.Expression, value: Value): Value {
    const owner = this.text.ownerOf(at, node);
    if (owner === undefined || !this.isNear(node)) return value;
    const chosen = valueMutants(at, node, value).find(({ operator, after }) => mutantAt(owner, node, operator, after).key === this.key);
    return chosen?.make() ?? value;
  }

  statements(at: Activation, nodes: readonly ts.Statement[]): readonly ts.Statement[] {
    const owner = nodes[0] && this.text.ownerOf(at, nodes[0]);
    if (owner === undefined || !nodes.some((node) => this.isNear(node))) return nodes;
    const chosen = statementMutants(nodes).find(({ operator, node, after }) => mutantAt(owner, node, operator, after).key === this.key);
    return chosen?.statements ?? nodes;
  }

  /** Most nodes are told apart from the mutant's by their place. */
  private isNear(node: ts.Node): boolean {
    return this.key.includes(`:${node.pos}-${node.end} `);
  }
}
