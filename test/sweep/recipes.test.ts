import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { readResults } from "../../src/sweep/resultFile.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(join(ROOT, "src/sweep/README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "faultline-recipes-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npx faultline`, for a shell that has none: the command line from its source. */
writeFileSync(join(folder, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" --import "${import.meta.resolve("tsx")}" "${ROOT}src/cli/bin.ts" "$@"\n`, {
  mode: 0o755,
});

/** The command lines of a recipe, as they stand under its heading. */
function commandsUnder(heading: string): string[] {
  const [, section = ""] = README.split(`## ${heading}\n`);
  const [, block = ""] = /```yaml\n(.*?)```/s.exec(section) ?? [];
  return [...block.matchAll(/^(?:.*- run: |\s+)(npx faultline .*)$/gm)].map(([, command = ""]) => command);
}

function shell(command: string, env: Readonly<Record<string, string>> = {}): number | null {
  const settings = {
    SWEEP: `${ROOT}test/sweep/fixtures/queued.sweep.ts#tiny`,
    CHECKS: `${ROOT}test/cli/fixtures/tank.check.ts#tank/holds`,
    XDG_CACHE_HOME: folder,
  };
  const ended = spawnSync("bash", ["-c", command], {
    cwd: folder,
    encoding: "utf8",
    timeout: 100_000,
    env: { ...process.env, CI: "", ...settings, ...env, PATH: `${folder}:${process.env.PATH}` },
  });
  expect(ended.stderr).not.toContain("error FL");
  return ended.status;
}

/** Eight processes, each of which type-checks the sweep, take half a minute. */
describe.runIf(process.env.FAULTLINE_LONG === "1")("the recipes of the documentation", () => {
  test("the workflow's commands do what it says: a report for JUnit, results in shards, a page of all of them", () => {
    const [check = "", sweep = "", merge = "", ...more] = commandsUnder("Every night, in a GitHub workflow");
    expect(more).toEqual([]);
    expect(shell(check)).toBe(0);
    expect(readFileSync(join(folder, "junit.xml"), "utf8")).toContain("<testsuites");
    // Two shards instead of four: what a shard is costs a process each.
    for (const index of ["1", "2"]) expect(shell(sweep.replaceAll(/\$\{\{ matrix\.index \}\}/g, index).replace("/4", "/2"))).toBe(0);
    expect(shell(merge)).toBe(0);
    expect(readResults(join(folder, "sweep.ndjson"))).toHaveLength(6);
    expect(readFileSync(join(folder, "sweep.html"), "utf8").match(/<circle /g)).toHaveLength(6);
  });

  test("a pod of the indexed job searches the shard that its index names", () => {
    const [command = "", ...more] = commandsUnder("In an indexed job of Kubernetes");
    expect(more).toEqual([]);
    const whole = readResults(join(folder, "sweep.ndjson")).map(({ bounds }) => JSON.stringify(bounds));
    expect(shell(command, { JOB_COMPLETION_INDEX: "2" })).toBe(0);
    const part = readResults(join(folder, "shard-3.ndjson"));
    expect(part.length).toBeLessThan(whole.length);
    expect(whole).toEqual(expect.arrayContaining(part.map(({ bounds }) => JSON.stringify(bounds))));
  });
});
