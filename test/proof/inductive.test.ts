import { afterAll, beforeAll, expect, test } from "vitest";
import { inductiveClaims } from "../../spec/invariants/index.js";
import { v6_1 } from "../../spec/kernels.js";
import { lateUptodate } from "../../spec/patches/late-uptodate.js";
import { apply, type InductiveClaim, type Kernel } from "../../src/language/index.js";
import { proveInductive } from "../../src/proof/inductive/proveInductive.js";
import { startZ3, type Z3 } from "../../src/proof/inductive/z3.js";

const LONG = process.env.FAULTLINE_LONG === "1";

let z3: Z3;

beforeAll(async () => {
  z3 = await startZ3();
});

afterAll(() => z3.stop());

function claimOf(kernel: Kernel, name: string): InductiveClaim {
  return inductiveClaims(kernel).find((claim) => claim.name === name) as InductiveClaim;
}

test("the rule of short copies is inductive at real page and block sizes", async () => {
  const { verdict, steps } = await proveInductive(claimOf(v6_1, "short copy"), z3);
  expect(verdict).toBe("inductive");
  expect(steps.map(({ outcome }) => outcome)).toEqual(steps.map(() => "preserved"));
});

test.runIf(LONG)("late marking: that a byte is valid if it is marked uptodate is inductive", async () => {
  expect((await proveInductive(claimOf(apply(v6_1, lateUptodate), "uptodate"), z3)).verdict).toBe("inductive");
});
