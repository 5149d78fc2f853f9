import { afterAll, beforeAll, expect, test } from "vitest";
import { inductiveClaims } from "../../spec/invariants/index.js";
import { commit, iomapWriteEnd } from "../../spec/iomap/iomap-write-end.js";
import { advance, iomapWriteIter } from "../../spec/iomap/iomap-write-iter.js";
import { v5_16, v6_1, v6_1_192, v6_6, v6_10 } from "../../spec/kernels.js";
import { lateUptodate } from "../../spec/patches/late-uptodate.js";
import { writePath } from "../../spec/write-path.js";
import { apply, type InductiveClaim, type Kernel, kernel } from "../../src/language/index.js";
import { proveInductive } from "../../src/proof/inductive/proveInductive.js";
import { startZ3, type Z3 } from "../../src/proof/inductive/z3.js";
import { captureCli } from "../cli/captureCli.js";
import { lateAtTheEndOnly } from "./fixtures/wrong-patches.js";
import * as twos from "./twos.js";

const LONG = process.env.FAULTLINE_LONG === "1";

/** A block as large as a page: the smallest model of real sizes. */
const WHOLE_PAGES = { BLOCK: 4096 };

const RUN = "writer/iomap_file_buffered_write/iomap_write_iter/iomap_write_begin/__iomap_write_begin.run";
const UNLOCK = "writer/iomap_file_buffered_write/iomap_write_iter/iomap_write_end.unlock";
const ACCEPT = "writer/iomap_file_buffered_write/iomap_write_iter/iomap_write_end.accept";

let z3: Z3;

beforeAll(async () => {
  z3 = await startZ3();
});

afterAll(() => z3.stop());

function claimOf(about: Kernel, name: string): InductiveClaim {
  return inductiveClaims(about).find((claim) => claim.name === name) as InductiveClaim;
}

test("late marking: every step preserves that a byte is valid if it is marked uptodate, at real page sizes", async () => {
  const { verdict, steps, bounds } = await proveInductive(claimOf(apply(v6_1, lateUptodate), "uptodate"), z3, WHOLE_PAGES);
  expect(bounds).toMatchObject({ PAGE: 4096, BLOCK: 4096, WRITE: 8192 });
  expect(steps.filter(({ outcome }) => outcome !== "preserved")).toEqual([]);
  expect(verdict).toBe("inductive");
});

test("early marking does not preserve it, and the counterexample is a page that is marked before the copy", async () => {
  const proof = await proveInductive(claimOf(v6_1, "uptodate"), z3, WHOLE_PAGES);
  expect(proof.verdict).toBe("not inductive");
  expect(twos.brokenSteps(proof)).toEqual([[RUN, ["uptodate implies every byte valid"]]]);
  const { changes = [] } = proof.steps.find(({ step }) => step === RUN)?.counterexample ?? {};
  expect(changes).toContainEqual({ name: expect.stringMatching(/^folios\[[01]\]\.uptodate$/), before: "false", after: "true" });
});

test("the rule of short copies without its test for them is not inductive", async () => {
  const takesEverything = writePath.variant(iomapWriteEnd, "takes every copy", {
    steps: {
      accept(s, me, p) {
        me.ret = me.copied;
        commit(s, me.folio, me.pos, me.len, me.copied, p);
        return me.pos + me.ret > s.i_size ? "size" : "unlock";
      },
    },
  });
  const mutated = kernel("6.1, mutated", { after: v6_1, links: [takesEverything] });
  const proof = await proveInductive(claimOf(mutated, "short copy"), z3, WHOLE_PAGES);
  expect(twos.brokenSteps(proof)).toEqual([[ACCEPT, ["a short copy into a non-uptodate folio commits nothing"]]]);
});

test("an invariant that is true, and does not follow from itself, is not inductive until it is strengthened", async () => {
  const weak = await proveInductive(twos.claim([twos.isNeverSeven]), z3);
  expect(twos.brokenSteps(weak)).toEqual([["counter.add", ["the count is never seven"]]]);
  expect(weak.steps[0]?.counterexample?.changes).toContainEqual({ name: "count", before: "5", after: "7" });
  expect((await proveInductive(twos.claim([twos.isNeverSeven], [twos.isEven]), z3)).verdict).toBe("inductive");
});

test("an invariant that does not hold at first is not inductive, and a step that it keeps from being taken is said to be never taken", async () => {
  const { verdict, initial, steps } = await proveInductive(twos.claim([twos.isBeyondItsRange]), z3);
  expect([verdict, initial.outcome, ...steps.map(({ outcome }) => outcome)]).toEqual(["not inductive", "broken", "never taken"]);
});

test("what is said of every cell of a long vector is proved of an arbitrary one", async () => {
  expect((await proveInductive(twos.claim([twos.oddOnesAreBlank], [twos.isEven]), z3)).verdict).toBe("inductive");
  expect(twos.brokenSteps(await proveInductive(twos.claim([twos.oddOnesAreBlank]), z3))).toEqual([["counter.add", ["no odd number is marked"]]]);
  expect(twos.brokenSteps(await proveInductive(twos.claim([twos.nothingIsMarked]), z3))).toEqual([["counter.add", ["nothing is marked"]]]);
});

test.each([twos.somethingIsMarked, twos.allOrNothing])("that $name is refused: one cell cannot answer it for all", async (goal) => {
  await expect(proveInductive(twos.claim([goal]), z3)).rejects.toMatchObject({ code: "FL310", message: expect.stringContaining(goal.name) });
});

test.each([
  ["from the beginning", 0],
  ["after some checks", 3],
])("a proof whose time is up %s is incomplete, and what z3 was not asked any more is unknown", async (_, checks) => {
  const end = new AbortController();
  if (checks === 0) end.abort();
  let left = checks;
  // z3 is asked twice of each step, and once whether a part says the same of every cell.
  const counting: Z3 = {
    ...z3,
    open(limits) {
      const session = z3.open(limits);
      const check: typeof session.check = async () => {
        const answer = await session.check();
        if (--left === 0) end.abort();
        return answer;
      };
      return { ...session, check };
    },
  };
  const { verdict, initial, steps } = await proveInductive(twos.claim([twos.oddOnesAreBlank], [twos.isEven]), counting, {}, end.signal);
  expect([verdict, initial.outcome, ...steps.map(({ outcome }) => outcome)]).toEqual(["incomplete", checks === 0 ? "unknown" : "preserved", "unknown"]);
});

test("an assertion about locals belongs to the step that it is written for", async () => {
  const { parts, verdict } = await proveInductive(twos.claim([], [], [twos.countsTurns]), z3);
  expect(parts).toContain("turns, at counter.add");
  expect(verdict).toBe("inductive");
});

test.runIf(LONG).each([v5_16, v6_1, v6_1_192, v6_6, v6_10].flatMap((base) => [512, 1024, 2048, 4096].map((BLOCK) => [base.name, BLOCK, base] as const)))(
  "every claim is inductive in %s with late marking, at blocks of %d bytes",
  async (_, BLOCK, base) => {
    for (const claim of inductiveClaims(apply(base, lateUptodate))) {
      expect([claim.name, (await proveInductive(claim, z3, { BLOCK })).verdict]).toEqual([claim.name, "inductive"]);
    }
  },
);

test.runIf(LONG)("an iterator that is not reverted after a rejected copy gets out of step", async () => {
  const { iomap_write_end } = iomapWriteIter.calls;
  const neverReverts = writePath.variant(iomapWriteIter, "never reverts", {
    calls: {
      iomap_write_end: {
        ...iomap_write_end,
        on: {
          done: (s, me, out) => {
            if (out.ret === 0) return "again";
            return advance(s, me, out.ret) ? "next" : "done";
          },
        },
      },
    },
  });
  const proof = await proveInductive(claimOf(kernel("6.1, mutated", { after: v6_1, links: [neverReverts] }), "iterator"), z3, WHOLE_PAGES);
  expect(proof.verdict).toBe("not inductive");
  const broken = twos.brokenSteps(proof);
  expect(broken.map(([step]) => step)).toContain(UNLOCK);
  for (const [, [part] = []] of broken) expect(part).toMatch(/^the iterator is in step, /);
});

test.runIf(LONG)(
  "a patch that marks late on one branch only is refused: the step, and what it marks too early, in the words of the specification",
  async () => {
    const proof = await proveInductive(claimOf(apply(v6_1, lateAtTheEndOnly), "uptodate"), z3, WHOLE_PAGES);
    expect(proof.verdict).toBe("not inductive");
    expect(twos.brokenSteps(proof)).toEqual([[RUN, ["uptodate implies every byte valid"]]]);
    const { before = [], changes = [] } = proof.steps.find(({ step }) => step === RUN)?.counterexample ?? {};
    expect(changes).toContainEqual({ name: expect.stringMatching(/^folios\[[01]\]\.uptodate$/), before: "false", after: "true" });
    expect(before).toContainEqual({ name: "writer@", value: RUN });
  },
);

test.runIf(LONG)("prove --inductive tells the steps, and ends with status 1 where one breaks the invariant", async () => {
  const late = await captureCli(["prove", "late-uptodate", "--on", "6.1", "--inductive", "--json", "--set", "BLOCK=4096"]);
  expect(late.status).toBe(0);
  expect(JSON.parse(late.out)).toMatchObject({
    kernel: "6.1 + late-uptodate",
    proofs: [{ verdict: "inductive" }, { verdict: "inductive" }, { verdict: "inductive" }],
  });
  const early = await captureCli(["prove", "0befb8511e6a", "--on", "5.19", "--inductive", "--set", "BLOCK=4096"]);
  expect(early.status).toBe(1);
  expect(early.out).toMatch(/✗ writer\/.*__iomap_write_begin\.run\n {6}not preserved: uptodate implies every byte valid\n/);
});
