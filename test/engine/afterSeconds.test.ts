import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { afterSeconds } from "../../src/engine/afterSeconds.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const HOUR = 3600;

test.each([0.5, 90, 500 * HOUR, 600 * HOUR, 2000 * HOUR])("what is to be done after %s seconds is done then, once, and not before", (seconds) => {
  const call = vi.fn();
  afterSeconds(seconds, call);
  vi.advanceTimersByTime(1000 * seconds - 1);
  expect(call).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5000 * HOUR * 1000);
  expect(call).toHaveBeenCalledTimes(1);
});

test.each([1, 2000 * HOUR])("what was to be done after %s seconds is not done once that was taken back, and nothing is waited for", (seconds) => {
  const call = vi.fn();
  const takeBack = afterSeconds(seconds, call);
  vi.advanceTimersByTime(900 * seconds);
  takeBack();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(5000 * HOUR * 1000);
  expect(call).not.toHaveBeenCalled();
});

test("what has no time is never done", () => {
  afterSeconds(undefined, () => expect.unreachable());
  expect(vi.getTimerCount()).toBe(0);
});
