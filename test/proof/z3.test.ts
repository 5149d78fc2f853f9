import { expect, test, vi } from "vitest";
import { startZ3 } from "../../src/proof/inductive/z3.js";

vi.mock("z3-solver", () => {
  throw new Error("Cannot find package 'z3-solver'");
});

test("a solver that is not installed is asked for by name", async () => {
  await expect(startZ3()).rejects.toMatchObject({ code: "FL401", message: expect.stringContaining("z3-solver"), hint: "npm install z3-solver@5" });
});
