import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { appendResult } from "../../src/sweep/resultFile.js";

const result = { faultline: "0", sweep: "s", key: null, subject: "a", bounds: {}, verdict: "holds", properties: [], transitions: 0, depth: 0 } as const;
const counts = { states: 1, initialStates: 1, seconds: 0, exact: true, reason: null };

test.skipIf(!existsSync("/dev/full"))("a disk that is full is a coded error that says what to do", () => {
  expect(() => appendResult("/dev/full", { ...result, ...counts })).toThrow(
    expect.objectContaining({ code: "FL307", hint: expect.stringContaining("make room") }),
  );
});
