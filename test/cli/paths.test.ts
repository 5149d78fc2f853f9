/** `faultline paths`: the paths as text, as a document and as files to replay, and what is said where they are not all. */
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validatePaths } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const HASTY = `${fixture("copier.check.ts")}#copier/hasty`;

test("paths are told step by step, and as a document of the published schema", async () => {
  const { status, out } = await captureCli(["paths", HASTY, "--cover", "transitions", "--engine", "reference"]);
  expect(status).toBe(0);
  const [, count, steps, goals] = /^(\d+) paths? of (\d+) steps in all cover (\d+) transitions\.$/m.exec(out) ?? [];
  const json = await captureCli(["paths", HASTY, "--cover", "transitions", "--engine", "reference", "--json"]);
  const document = JSON.parse(json.out) as { goals: number; paths: { steps: unknown[] }[] };
  expect(validatePaths(document)).toEqual([]);
  expect({ count, steps, goals }).toEqual({
    count: String(document.paths.length),
    steps: String(document.paths.reduce((sum, path) => sum + path.steps.length, 0)),
    goals: String(document.goals),
  });
  expect(out.match(/^path \d+: /gm)).toHaveLength(document.paths.length);
});

test("each path that is saved can be taken again, until the model does not allow it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-paths-"));
  expect((await captureCli(["paths", HASTY, "--engine", "reference", "--save", folder])).status).toBe(0);
  const files = readdirSync(folder);
  expect(files[0]).toBe("copier-hasty.path-001.json");
  for (const file of files) {
    const { status, out } = await captureCli(["trace", HASTY, "--replay", join(folder, file)]);
    expect(out).toMatch(/Every one of its \d+ steps can still be taken\.\n$/);
    expect(status).toBe(0);
  }
  const other = await captureCli(["trace", `${fixture("tank.check.ts")}#tank/overflow`, "--replay", join(folder, files[0] as string)]);
  expect(other.status).not.toBe(0);
});

test("a model that is not explored to its end is covered as far as it was, and exits with 3", async () => {
  const { status, out } = await captureCli(["paths", HASTY, "--engine", "reference", "--max-states", "3"]);
  expect(status).toBe(3);
  expect(out).toContain("The model was not explored to its end (");
});

test("what cannot be covered, and a run that is not there, are refused", async () => {
  const cover = await captureCli(["paths", HASTY, "--cover", "step"]);
  expect(cover).toMatchObject({ status: 2, err: expect.stringContaining("FL302") });
  expect(cover.err).toContain("steps");
  expect(await captureCli(["paths", HASTY, "--run", "9"])).toMatchObject({ status: 2, err: expect.stringContaining("has no run 9") });
});
