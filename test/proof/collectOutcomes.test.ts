import { expect, test } from "vitest";
import { checkAnd } from "../../src/engine/check.js";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { compose } from "../../src/language/compose.js";
import { type Model, outcomeView, parameters, range, rigid, system } from "../../src/language/index.js";
import { observer } from "../../src/proof/observer.js";
import type { OutcomeTable } from "../../src/proof/outcomeTable.js";

/** Two walkers on a line of five places, and a wind that may blow the first of them on: runs that began apart meet. */
const line = system("line", { parameters: parameters({}), variables: { at: range(0, 4), steps: range(0, 3), gust: range(0, 1), start: rigid(range(0, 2)) } });
const walker = line.actor("walker", {
  source: "this test",
  exits: ["home"],
  steps: {
    walk(s, _me, _p, choose) {
      if (s.steps === 3 || s.at === 4) return "home";
      s.steps += 1;
      if (choose.flag("goes on")) s.at += 1;
      return "walk";
    },
  },
});
const wind = line.actor("wind", {
  source: "this test",
  steps: {
    blow(s) {
      if (s.gust === 0 && s.at > 0) {
        s.gust = 1;
        s.at -= 1;
      }
      return "blow";
    },
  },
});
const initial = line.initial((s, _p, choose) => {
  s.at = choose.number("start", 0, 2);
  s.start = s.at === 2 ? 0 : s.at;
  s.steps = choose.number("tired", 0, 1);
});
const nowhere = line.never("the walker is never on the third place", {}, (s) => s.at === 3);
const model: Model = line.model("a walk", {
  processes: [line.process("walker", walker), line.process("wind", wind, { daemon: true })],
  initial,
  properties: [nowhere],
});
const view = outcomeView(line, {
  exact: (s) => ({ at: s.at, steps: s.steps }),
  given: (s) => `from ${s.at}`,
  comes: (s) => `to ${s.at}`,
  damage: (s) => (s.at === 4 ? ["over the edge"] : []),
});

/** Every state that a case leads to, with the length of a shortest path, by trying all paths from each initial state by itself. */
function bruteForce(): { outcomes: Map<string, number>; violatedFrom: number } {
  const composed = compose(model);
  const stepper = new Stepper(composed);
  const initials: Int32Array[] = [];
  stepper.initialStates(() => initials.push(stepper.slots.slice()));
  const outcomes = new Map<string, number>();
  let violatedFrom = 0;
  for (const [begunIn, first] of initials.entries()) {
    let level = [first];
    const seen = new Set([first.join()]);
    let violated = false;
    for (let length = 0; level.length > 0; length++) {
      const next: Int32Array[] = [];
      for (const state of level) {
        const s = stepper.look(state) as { at: number; steps: number };
        if (s.at === 3) violated = true;
        const key = `${begunIn} ${JSON.stringify({ at: s.at, steps: s.steps })}`;
        const process = composed.processes[0];
        const hasEnded = process?.states[state[process.slot] as number]?.body === undefined;
        if (hasEnded && !outcomes.has(key)) outcomes.set(key, length);
        stepper.successors(state, () => {
          const to = stepper.slots.slice();
          if (!seen.has(to.join())) next.push(to);
          seen.add(to.join());
        });
      }
      level = next;
    }
    if (violated) violatedFrom++;
  }
  return { outcomes, violatedFrom };
}

async function collect(engine: "compiled" | "reference"): Promise<OutcomeTable> {
  let table: OutcomeTable | undefined;
  await checkAnd(
    compose(model),
    { engine },
    observer(view, (found) => {
      table = found;
    }),
  );
  if (table === undefined) throw new Error("nothing was collected");
  return table;
}

test.each(["compiled", "reference"] as const)("the %s engine's outcomes are those of all paths, each with a shortest run", async (engine) => {
  const { outcomes, violatedFrom } = bruteForce();
  const table = await collect(engine);
  expect(new Set(table.cases.map(({ key }) => key)).size).toBe(table.cases.length);
  const order = casesInBruteForce();
  const collected = table.outcomes.map(({ begunIn, key, leaves }) => [`${order.indexOf(table.cases[begunIn]?.key ?? "")} ${key}`, leaves.length]);
  expect(new Map(collected as [string, number][])).toEqual(outcomes);
  expect(collected.length).toBe(outcomes.size);
  expect(table.violatedFrom).toEqual({ [nowhere.name]: violatedFrom });
  expect(table.outcomes.filter(({ damage }) => damage.length > 0).every(({ comes }) => comes === "to 4")).toBe(true);
});

/** The shared variables of initial states in the order in which the brute force numbers them. */
function casesInBruteForce(): string[] {
  const stepper = new Stepper(compose(model));
  const keys: string[] = [];
  stepper.initialStates(() => keys.push(stepper.slots.subarray(0, 4).join()));
  return keys;
}

test("a search that was cut short has no outcomes, rather than some", async () => {
  let table: OutcomeTable | undefined;
  const { reason } = await checkAnd(
    compose(model),
    { engine: "reference", maxStates: 3 },
    observer(view, (found) => {
      table = found;
    }),
  );
  expect(reason).toBe("more than 3 states");
  expect(table).toBeUndefined();
});
