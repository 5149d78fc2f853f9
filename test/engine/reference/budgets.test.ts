import { expect, it } from "vitest";
import { referenceEngine } from "../../../src/engine/reference/explore.js";
import { NO_DEADLOCK } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import { counters } from "../../fixtures/counters.js";
import { dieHard } from "../../fixtures/dieHard.js";
import { counts, explore, resultOf, traceOf } from "../../fixtures/explore.js";
import { peterson } from "../../fixtures/peterson.js";

it("a search that passes its number of states is incomplete, says so, and decides nothing that it did not see", () => {
  const result = explore(counters(4, 6), {}, { maxStates: 100 });
  expect(result).toMatchObject({ verdict: "incomplete", reason: "more than 100 states", unreached: [] });
  expect(result.states).toBeGreaterThan(100);
  expect(result.states).toBeLessThan(6 ** 4);
  expect(resultOf(result, NO_DEADLOCK).verdict).toBe("incomplete");
});

it("a budget that is exactly enough is enough", () => {
  expect(explore(counters(3, 4), {}, { maxStates: 64 }).verdict).toBe("holds");
});

it("a search without time is incomplete", () => {
  expect(explore(counters(4, 6), {}, { maxSeconds: 0 })).toMatchObject({ verdict: "incomplete", reason: "more than 0 seconds" });
});

it("a violation that was found before the budget ran out is a violation", () => {
  const result = explore(dieHard, {}, { maxStates: 15 });
  expect(result).toMatchObject({ verdict: "violated", reason: "more than 15 states" });
  expect(resultOf(result, NO_DEADLOCK).verdict).toBe("incomplete");
});

it("stopping at the first violation finishes its level, so the trace is the one of the whole search, and leaves the rest incomplete", () => {
  const whole = explore(peterson, { polite: false });
  const stopped = explore(peterson, { polite: false }, { stopOnFirst: true });
  expect(stopped).toMatchObject({ verdict: "violated", reason: "stopped at the first violation" });
  expect(stopped.states).toBeLessThan(whole.states);
  expect(traceOf(stopped, "both inside")).toEqual(traceOf(whole, "both inside"));
  expect(resultOf(stopped, NO_DEADLOCK).verdict).toBe("incomplete");
});

it("whoever drives a search learns where it stands, and may interrupt it", () => {
  const search = referenceEngine.explore(compose(counters(4, 6)), {});
  const { value, done } = search.next();
  expect(done).toBe(false);
  expect(value).toMatchObject({ frontier: expect.any(Number), transitions: 512 * 4 });
  const last = search.next(true);
  expect(last.done).toBe(true);
  expect(last.value).toMatchObject({ verdict: "incomplete", reason: "interrupted" });
});

it("the same input gives the same counts, the same steps and the same traces", () => {
  const [first, second] = [1, 2].map(() => explore(peterson, { polite: false }));
  expect({ ...first, seconds: 0 }).toEqual({ ...second, seconds: 0 });
  expect(counts(first as never)).toEqual(counts(second as never));
});
