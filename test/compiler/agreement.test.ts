import { describe, expect, test } from "vitest";
import { benchWriteLoop } from "../../checks/bench/write-loop.js";
import type { Model } from "../../src/language/model.js";
import { expectAgreement } from "./agree.js";
import { brokenModel, callModel, lazyModel, placeModel, rangeModel, scalarModel } from "./exampleModels.js";

describe("programs and the specification's own functions agree on every state", () => {
  test("of the write loop, as Rumur counts it", () => {
    const walked = expectAgreement(benchWriteLoop.runs[0]?.model as Model);
    expect(walked).toMatchObject({ states: 4040, transitions: 15_778, depth: 31, initialStates: 1 });
  });

  test.each([scalarModel, lazyModel, placeModel, rangeModel, callModel])("of $name", (model) => {
    const walked = expectAgreement(model, 5000);
    expect(walked.states).toBeGreaterThan(20);
  });

  test("of a model that breaks every rule there is", () => {
    const { violations } = expectAgreement(brokenModel, 2000);
    expect([...violations].sort()).toEqual(["division by zero", "domain", "empty choice", "index", "overflow"]);
  });
});
