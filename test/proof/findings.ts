import { checkAnd } from "../../src/engine/check.js";
import { compose } from "../../src/language/compose.js";
import type { Family, Kernel, OutcomeView, Patch, Scenario } from "../../src/language/index.js";
import type { Finding, Pair } from "../../src/proof/finding.js";
import { membersOf } from "../../src/proof/member.js";
import { observer } from "../../src/proof/observer.js";
import type { OutcomeTable } from "../../src/proof/outcomeTable.js";
import { type Proof, prove } from "../../src/proof/proof.js";
import { nameOf, outcomeTeller } from "../../src/proof/tellOutcome.js";
import { describeTrace } from "../../src/trace/describeTrace.js";

/** What the command line finds of a scenario at one of its sizes on a kernel, here in this thread and without a compiler. */
async function findingOf({ model, sizes }: Scenario, rung: number, kernel: Kernel, view: OutcomeView): Promise<Finding> {
  const composed = compose(model(kernel, sizes[rung] ?? {}));
  let outcomes: OutcomeTable | null = null;
  const keep = (table: OutcomeTable): void => {
    outcomes = table;
  };
  const { properties, states, transitions, initialStates, seconds, reason } = await checkAnd(composed, { engine: "reference" }, observer(view, keep));
  return {
    properties: properties.map(({ trace, ...property }) => ({ ...property, trace: trace === undefined ? null : describeTrace(composed, trace) })),
    states,
    transitions,
    initialStates,
    seconds,
    fallbacks: [],
    known: false,
    reason: reason ?? null,
    outcomes,
  };
}

const known = new WeakMap<Scenario, Map<string, Promise<Finding>>>();

/** The same question is asked once. */
function findingOnce(scenario: Scenario, rung: number, kernel: Kernel, view: OutcomeView): Promise<Finding> {
  const own = known.get(scenario) ?? new Map<string, Promise<Finding>>();
  known.set(scenario, own);
  const key = JSON.stringify([rung, nameOf(kernel)]);
  const found = own.get(key) ?? findingOf(scenario, rung, kernel, view);
  own.set(key, found);
  return found;
}

/** What is found of a family on two kernels. */
export async function pairsOf(family: Family, before: Kernel, after: Kernel): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const member of membersOf(family, before, after)) {
    const { scenario, rung } = member;
    const [one, other] = [await findingOnce(scenario, rung, before, family.outcomes), await findingOnce(scenario, rung, after, family.outcomes)];
    pairs.push({ member, before: one, after: other });
  }
  return pairs;
}

/** What is asked of a patch. */
export interface Judging {
  readonly family: Family;
  readonly before: Kernel;
  readonly after: Kernel;
  readonly patches: readonly Patch[];
  /** The properties that it is meant to fix: those that begin so. */
  readonly fixes?: string;
}

/** Four of the five answers. */
export async function proofOf({ family, before, after, patches, fixes = "" }: Judging): Promise<Proof> {
  return prove({
    kernel: nameOf(before),
    patches,
    untouched: [],
    unswept: null,
    pairs: await pairsOf(family, before, after),
    unreached: [],
    further: null,
    fixes: { glob: `${fixes}*`, test: (name) => name.startsWith(fixes) },
    tell: outcomeTeller({ before, after }, {}),
  });
}
