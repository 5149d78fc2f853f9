/** SPIN says the same as we of the temporal properties that it can be asked. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compiler/index.js";
import { promelaOf } from "../../src/compiler/targets/promela/promela.js";
import { check } from "../../src/engine/check.js";
import { compose } from "../../src/language/compose.js";
import {
  bool,
  type Fairness,
  ltl,
  type Model,
  mod,
  type Property,
  parameters,
  range,
  stronglyFair,
  system,
  vector,
  weaklyFair,
  when,
} from "../../src/language/index.js";
import { randomTasks } from "../engine/reductions/randomTasks.js";
import { TURN } from "../turns.js";
import { inFolder, output, verdictOutput } from "./peer.js";
import { spin } from "./spin.js";

const LONG = process.env.FAULTLINE_LONG !== undefined;
/** To compile SPIN's checker of one takes some seconds. */
const RANDOM = LONG ? 100 : 1;
/** Of a random model. SPIN can be asked about a third of them, and takes hours to translate some deeper formulas. */
const ASKED = { questions: 24, shallow: true };

const sys = system("two tasks and a lock", {
  parameters: parameters({}),
  variables: { wants: vector(2, bool), inside: range(0, 2), rounds: range(0, 2) },
});

/** A task that takes a lock which may go to the other one for ever. */
const first = sys.actor("first", {
  source: "this test",
  steps: {
    want(s) {
      s.wants[0] = true;
      return "enter";
    },
    enter(s) {
      when(s.inside === 0);
      s.inside = 1;
      s.wants[0] = false;
      return "leave";
    },
    leave(s) {
      s.inside = 0;
      return "want";
    },
  },
});

/** It asks but a few times, or for ever. */
const second = sys.actor("second", {
  source: "this test",
  exits: ["enough"],
  steps: {
    want(s, _, __, choose) {
      s.wants[1] = true;
      s.rounds = mod(s.rounds + 1, 3);
      return choose.flag("again") ? "enter" : "enter";
    },
    enter(s) {
      when(s.inside === 0);
      s.inside = 2;
      s.wants[1] = false;
      return "leave";
    },
    leave(s, _, __, choose) {
      s.inside = 0;
      return choose.flag("enough") ? "enough" : "want";
    },
  },
});

const p = sys.predicate("wanted", (s) => s.wants[0] === true);
const q = sys.predicate("inside", (s) => s.inside === 1);
const other = sys.predicate("other", (s) => s.inside === 2);

const PROPERTIES: readonly Property[] = [
  sys.temporal("who wants gets in", {}, ltl.globally(ltl.implies(p, ltl.eventually(q)))),
  sys.temporal("the first gets in", {}, ltl.eventually(q)),
  sys.temporal("the first gets in again and again", {}, ltl.globally(ltl.eventually(q))),
  sys.temporal("one of them gets in again and again", {}, ltl.globally(ltl.eventually(ltl.or(q, other)))),
  sys.temporal("the second gets in before the first", {}, ltl.until(ltl.not(q), other)),
  sys.temporal("never both", {}, ltl.globally(ltl.not(ltl.and(q, other)))),
  sys.temporal("nobody is inside until somebody wants", {}, ltl.release(p, ltl.not(q))),
  sys.temporal("weakly", {}, ltl.weakUntil(ltl.not(q), p)),
  sys.temporal("either ends up alone", {}, ltl.or(ltl.eventually(ltl.globally(ltl.not(other))), ltl.globally(ltl.eventually(other)))),
  sys.temporal("one of them is always inside", {}, ltl.globally(ltl.equivalent(q, ltl.not(other)))),
  sys.terminates("the second comes to its end", {}, "second"),
  sys.temporal(
    "or it stands in its critical section again and again",
    {},
    ltl.or(ltl.eventually(ltl.ended("second")), ltl.globally(ltl.eventually(ltl.at("second.leave")))),
  ),
];

function model(...fairness: readonly Fairness[]): Model {
  const processes = [sys.process("first", first), sys.process("second", second)];
  return sys.model("two tasks and a lock", { processes, properties: PROPERTIES, fairness });
}

/** Nobody can move: the only run stays where it begins. */
function standstill(): Model {
  const barred = sys.actor("barred", {
    source: "this test",
    steps: {
      wait(s) {
        when(s.inside === 1);
        return "wait";
      },
    },
  });
  const properties = [
    sys.temporal("nobody wants for ever", {}, ltl.eventually(ltl.globally(ltl.not(p)))),
    sys.temporal("somebody wants in the end", {}, ltl.eventually(ltl.globally(p))),
    sys.temporal("it may be for ever that nobody wants", {}, ltl.eventually(ltl.globally(ltl.not(ltl.globally(ltl.eventually(ltl.not(p))))))),
  ];
  return sys.model("standstill", { processes: [sys.process("one", barred), sys.process("other", barred)], properties, fairness: [weaklyFair({})] });
}

/** What SPIN says of each formula of an export, by its name there. */
function spinVerdicts(text: string): Readonly<Record<string, string>> {
  return inFolder((folder) => {
    writeFileSync(join(folder, "model.pml"), text);
    output(folder, "spin", "-DTEMPORAL", "-a", "model.pml");
    output(folder, "cc", "-O1", "-w", "-DNOREDUCE", "-DNFAIR=3", "-DMEMLIM=2000", "-o", "pan", "pan.c");
    const commands = [...text.matchAll(/\.\/pan (-a.*-N (\w+))/g)].map(([, options = "", name = ""]) => ({ options: options.split(" "), name }));
    return Object.fromEntries(
      commands.map(({ options, name }) => {
        const printed = verdictOutput(folder, "./pan", "-m100000", "-n", ...options);
        return [name, /errors: 0/.test(printed) ? "holds" : /errors: 1\b/.test(printed) ? "violated" : printed];
      }),
    );
  });
}

describe.skipIf(spin.missing.length > 0)("SPIN and faultline agree", () => {
  test.each([
    ["without fairness", model()],
    ["with weak fairness of every process", model(weaklyFair({}))],
    ["with weak fairness where nobody can move", standstill()],
  ])(
    "%s",
    async (_, asked) => {
      const ours = (await check(asked, { engine: "reference" })).properties.filter(({ kind }) => kind === "temporal").map(({ verdict }) => verdict);
      expect(new Set(ours)).toEqual(new Set(["holds", "violated"]));
      expect(Object.values(spinVerdicts(promelaOf(compile(compose(asked)))))).toEqual(ours);
    },
    300_000,
  );

  test(`of what ${RANDOM} random models of tasks do for ever`, async () => {
    const compared = new Set<string>();
    for (const asked of await randomTasks(TURN, RANDOM, ASKED)) {
      const text = promelaOf(compile(compose(asked)));
      const theirs = spinVerdicts(text);
      const { properties } = await check(asked, { engine: "reference" });
      for (const [, question, fair, name] of text.matchAll(/\/\* (.*): \.\/pan -a( -f)? -N (\w+) \*\//g)) {
        const ours = properties.find((property) => property.name === question)?.verdict;
        expect(theirs[name as string], `${asked.name}: ${question}`).toBe(ours);
        compared.add(`${ours}${fair === undefined ? "" : " fairly"}`);
      }
    }
    expect(compared.size).toBeGreaterThan(0);
    if (LONG) expect([...compared].sort()).toEqual(["holds", "holds fairly", "violated", "violated fairly"]);
  }, 3_600_000);
});

test("what SPIN cannot be asked is said in a comment", () => {
  const taken = sys.temporal("steps are taken", {}, ltl.eventually(ltl.taken({ process: "first" })));
  const asked = { ...model(), properties: [taken, sys.eventually("strongly fair", { fairness: [stronglyFair({ process: "first" })] }, (s) => s.inside === 1)] };
  const text = promelaOf(compile(compose(asked)));
  expect(text).toContain("/* steps are taken: not exported, for it says which step is taken */");
  expect(text).toContain("/* strongly fair: not exported, for SPIN knows no fairness but weak fairness of all processes */");
  expect(text).not.toMatch(/^ltl /m);
});
