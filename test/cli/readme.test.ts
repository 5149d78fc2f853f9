/**
 * The README shows what is printed. Its commands take minutes: they are run with FAULTLINE_LONG=1. The worked example is run by test/package, the trace of claims/c10 by
 * trace.test.ts, and `replay` needs a kernel that was prepared.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { v5_17 } from "../../spec/kernels.js";
import { d031a8866e70, e1fa9ea85ce8 } from "../../spec/patches/index.js";
import { proofFamily } from "../../spec/proof-family.js";
import { DOMAINS, NO_DEADLOCK } from "../../src/engine/result.js";
import { apply } from "../../src/language/index.js";
import { differs, membersOf } from "../../src/proof/member.js";
import { asShown, commandsOn, tidy } from "../package/followPage.js";
import { captureCli } from "./captureCli.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const RUN_ELSEWHERE = /^npx faultline (replay|trace claims\/c10$|.*\.\/counter\.check\.ts)/;
const commands = commandsOn(readme).filter(({ command }) => !RUN_ELSEWHERE.test(command));

/** The words of a command line that quotes with '…' only. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

test.runIf(process.env.FAULTLINE_LONG === "1").each(commands)(
  "$command prints what the README shows",
  async ({ command, shown }) => {
    const [npx, faultline, ...args] = wordsOf(command);
    expect([npx, faultline]).toEqual(["npx", "faultline"]);
    expect(tidy((await captureCli(args)).out)).toMatch(asShown(shown));
  },
  1_200_000,
);

test("of the proof that the README shows it says how many models there are, and that all is kept which they ask and which is not to be fixed", () => {
  const after = [d031a8866e70, e1fa9ea85ce8].reduce(apply, v5_17);
  const members = membersOf(proofFamily, v5_17, after).filter(({ scenario, isFurther }) => !isFurther && differs(scenario, v5_17, after));
  const asked = new Set(members.flatMap(({ scenario, size }) => (scenario.model(v5_17, size).properties ?? []).map(({ name }) => name)));
  const kept = [...asked, DOMAINS, NO_DEADLOCK].filter((name) => !name.startsWith("no stale data is left"));
  const shown = commands.find(({ command }) => command.startsWith("npx faultline prove"))?.shown;
  expect(shown).toContain(`${members.length} of ${members.length} models explored`);
  expect(shown).toContain(`yes: ${kept.length} properties`);
});
