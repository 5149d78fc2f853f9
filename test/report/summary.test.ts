import { expect, test } from "vitest";
import { paintFor } from "../../src/report/paint.js";
import { summary } from "../../src/report/summary.js";
import { check, property, run } from "./reports.js";

test("the last line says how many of those that are as expected are so vacuously", () => {
  const vacuous = run({ properties: [property({ vacuous: true })] });
  const known = run({ properties: [property({ vacuous: true })], excuses: [{ kind: "property", pattern: "p", excuses: ["p"], tested: [] }] });
  const line = summary({ checks: [check([run()]), check([vacuous]), check([known])], errors: [] }, 1, paintFor({}));
  expect(line).toBe("3 checks: 3 as expected (1 vacuous) · 30 states · 1.0 s");
});
