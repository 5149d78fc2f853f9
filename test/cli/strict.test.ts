import { expect, test } from "vitest";
import { strictByDefault } from "../../src/cli/strictByDefault.js";
import { captureCli } from "./captureCli.js";

const VENDING = "./test/coverage/vending.ts";

test("--strict fails what nothing put to the test, and says what", async () => {
  const { status, out, err } = await captureCli(["check", `${VENDING}#vending/unexcused`, "--strict"]);
  expect(status).toBe(1);
  expect(out).toContain("vending/unexcused: expected holds, is holds, and not all of it was put to the test");
  expect(out).toContain("?  a broken machine is empty: vacuous, nothing put it to the test\n  ?  ann.repair: never fired\n  ?  ann.refund: never fired");
  expect(err).toBe("");
});

test("what the check lists as known passes --strict, and is shown as vacuous all the same", async () => {
  const { status, out } = await captureCli(["check", `${VENDING}#vending/excused`, "--strict"]);
  expect(status).toBe(0);
  expect(out).toContain("vacuous: nothing put 'a broken machine is empty' to the test, as the check knows");
});

test("a list that is out of date is always told, and fails --strict", async () => {
  const stale = `${VENDING}#vending/stale`;
  const [lenient, strict] = [await captureCli(["check", stale]), await captureCli(["check", stale, "--strict"])];
  expect([lenient.status, strict.status]).toEqual([0, 1]);
  for (const { out } of [lenient, strict]) expect(out).toContain("stale: 'ann.gone' need not be in the list unreached: it matches no step");
  expect(strict.out).toContain("?  'five coins' need not be in the list vacuous: 'five coins' is put to the test");
});

test("CI is strict unless told otherwise, and says why it is", async () => {
  const unexcused = ["check", `${VENDING}#vending/unexcused`];
  const [inCi, lenient] = [await captureCli(unexcused, { CI: "true" }), await captureCli([...unexcused, "--no-strict"], { CI: "true" })];
  expect([inCi.status, lenient.status]).toEqual([1, 0]);
  expect(inCi.err).toContain("--no-strict");
  expect(lenient.err).toBe("");
});

test("CI set to nothing, 0 or false is no CI", () => {
  expect(["true", "1", "woodpecker"].map((CI) => strictByDefault({ CI }))).toEqual([true, true, true]);
  expect([undefined, "", "0", "false"].map((CI) => strictByDefault({ CI }))).toEqual([false, false, false, false]);
});
