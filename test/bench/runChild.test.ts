import { expect, test } from "vitest";
import { Missing } from "../../src/cli/bench/missing.js";
import { runChild } from "../../src/cli/bench/runChild.js";

test("nothing is waited for after a program that is not installed, however long it might have taken", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  await expect(runChild("no-such-program", [], { maxSeconds: 60 })).rejects.toThrow(new Missing("no-such-program is not installed"));
  expect(timers()).toBe(before);
});

test("a program that takes too long is killed, and told as missing", async () => {
  await expect(runChild("sleep", ["60"], { maxSeconds: 0.1 })).rejects.toThrow(new Missing("gave up after 0.1 s"));
});
