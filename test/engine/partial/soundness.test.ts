import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { BEST_VERDICT, type Feature, SEARCHES, SOUNDNESS } from "../../../src/engine/partial/soundness.js";
import { type CheckOptions, check, type Model, parameters, range, SpecError, system } from "../../../src/index.js";

const sys = system("counter", { parameters: parameters({ top: 40 }), variables: { count: range(0, 40) } });
const counting = sys.actor("counting", {
  source: "this test",
  exits: ["done"],
  steps: {
    up(s, _, { top }) {
      if (s.count === top) return "done";
      s.count += 1;
      return "up";
    },
  },
});
const upwards = sys.step("never down", {}, (before, after) => before.count <= after.count);
const inBounds = sys.always("at most the top", {}, (s, { top }) => s.count <= top);
const ends = sys.terminates("ends", {}, "counting");
const model = sys.model("counter", { processes: [sys.process("counting", counting)], properties: [inBounds], heuristic: (s) => -s.count });
const withProperty = (property: NonNullable<Model["properties"]>[number]): Model => ({ ...model, properties: [inBounds, property] });

/** How each feature is asked for; what bounds a search is so tight that it cuts it off. */
const asking: Readonly<Record<string, CheckOptions | Model>> = {
  "--depth": { depth: 3 },
  "--share": { share: { index: 1, of: 2 } },
  "--seed": { seed: 7 },
  "--swarm": { swarm: 2 },
  "--runs": { runs: 1 },
  "--steps": { steps: 3 },
  "--max-states": { maxStates: 3 },
  "--max-time": { maxTime: "60s" },
  "--max-memory": { maxMemory: "64m" },
  "--spill": { spill: tmpdir() },
  "--stop-on-first": { stopOnFirst: true },
  "several workers for one search": { workers: 2 },
  "--engine compiled": { engine: "compiled" },
  "--checkpoint or --resume": { checkpoint: { folder: "never made" } },
  "--reduce": { reduce: "auto" },
  "temporal properties": withProperty(ends),
  "step properties": withProperty(upwards),
};
/** Cuts nothing off where it is that generous. */
const generous = ["--max-time", "--max-memory", "--stop-on-first"];
/** Decided by options of their own tests, as they keep folders, or begin with checkAnd(). */
const elsewhere = ["refinement"];

const cells = SOUNDNESS.filter(({ name }) => !elsewhere.includes(name)).flatMap((feature) => SEARCHES.map((search) => ({ feature, search })));

function ask({ name }: Feature, search: CheckOptions["search"]): ReturnType<typeof check> {
  const asked = asking[name];
  if (asked === undefined) throw new Error(`this test does not know how to ask for ${name}`);
  return "processes" in asked ? check(asked, { search }) : check(model, { search, ...asked });
}

describe("the table of options and searches", () => {
  const refused = cells.filter(({ feature, search }) => feature.refusedBy[search] !== undefined);
  const kept = cells.filter(({ feature, search }) => feature.refusedBy[search] === undefined && !(search === "bfs" && feature.name.startsWith("--checkpoint")));

  test.each(refused.map(({ feature, search }) => [search, feature.name, feature] as const))(
    "%s refuses %s, and says what to drop",
    async (search, name, feature) => {
      const error = await ask(feature, search).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(SpecError);
      expect(error).toMatchObject({ code: "FL302", message: expect.stringContaining(name), hint: expect.stringMatching(/^(leave|give)/) });
    },
  );

  test.each(kept.map(({ feature, search }) => [search, feature.name, feature] as const))(
    "%s with %s says no more than it knows",
    async (search, name, feature) => {
      const { verdict, exact, reason } = await ask(feature, search);
      const cutOff = feature.bounds && !generous.includes(name);
      expect(verdict).toBe(cutOff ? "incomplete" : BEST_VERDICT[search]);
      expect(reason === undefined).toBe(verdict === "holds");
      expect(exact).toBe(BEST_VERDICT[search] === "holds");
    },
  );

  test("is the one that the engines' README shows", () => {
    const readme = readFileSync(new URL("../../../src/engine/README.md", import.meta.url), "utf8");
    const shown = readme.split("\n").filter((line) => line.startsWith("| "));
    const best = (search: (typeof SEARCHES)[number]): string => (BEST_VERDICT[search] === "holds" ? "exact" : "lossy");
    expect(shown).toContain(`| | ${SEARCHES.join(" | ")} |`);
    expect(shown).toContain(`| *alone* | ${SEARCHES.map(best).join(" | ")} |`);
    for (const { name, bounds, refusedBy } of SOUNDNESS)
      expect(shown).toContain(
        `| ${name} | ${SEARCHES.map((search) => (refusedBy[search] ? "–" : bounds ? `${best(search)}, cut off` : best(search))).join(" | ")} |`,
      );
  });

  test("names each search: one that there is not is refused", async () => {
    await expect(check(model, { search: "depth" as never })).rejects.toMatchObject({ code: "FL302", hint: expect.stringContaining("simulate") });
  });
});
