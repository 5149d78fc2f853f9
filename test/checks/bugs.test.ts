/**
 * The form of the catalogue. What each bug comes to is decided in expected.test.ts, with its pinned counts; nothing is decided twice.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Check, Model } from "../../src/language/index.js";
import { ownChecks, runName } from "./checks.js";

const folder = new URL("../../checks/bugs/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
const bugs = (await ownChecks()).filter(({ id }) => id.startsWith("bugs/"));
const pinned = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8")) as Readonly<Record<string, { states: number; steps?: number }>>;

const SPEC = fileURLToPath(new URL("../../spec/", import.meta.url));
const LANGUAGE = fileURLToPath(new URL("../../src/language/index.ts", import.meta.url));

/** More than this nobody reads: a glock, two rounds of iomap, and the clean-up of each. */
const TELLABLE = 45;
const SMALL = 30_000;

/** All that a model is, but for its kernel. */
function withoutKernel({ kernel: _kernel, ...question }: Model): unknown {
  return { ...question, processes: question.processes.map(({ name, daemon, runs }) => ({ name, daemon, runs })) };
}

/** The files of the specification, and of the language, that a file imports. */
function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/ from "(\.[^"]+)\.js"/g)].map(([, name]) => resolve(dirname(file), `${name}.ts`));
}

/** All files of checks and of the specification that a file needs, itself among them. */
function reachable(file: string, reached = new Set<string>()): Set<string> {
  reached.add(file);
  for (const next of importsOf(file)) if (next !== LANGUAGE && !reached.has(next)) reachable(next, reached);
  return reached;
}

function checkFiles(): string[] {
  const all = fileURLToPath(new URL("../", folder));
  return readdirSync(all, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(all, file));
}

/** Whether a file tells a function of its own, and not only another version of one. */
function bringsFunction(file: string): boolean {
  return /\.(machine|actor)\(/.test(readFileSync(file, "utf8"));
}

test("there is a check for each file, and a file for each check", () => {
  const ids = files.map((file) => `bugs/${file.split("-")[0]}`);
  expect(ids.toSorted()).toEqual(bugs.map(({ id }) => id).toSorted());
});

describe.each(bugs)("$id", (check: Check) => {
  const [before, after, ...others] = check.runs;

  test("asks one question of two kernels, and expects the fix to be the difference", () => {
    expect([before, after]).toMatchObject([
      { name: "before", expect: "violated" },
      { name: "after", expect: "holds", role: "contrast" },
    ]);
    expect(others.map(({ role }) => role)).toEqual(others.map(() => "contrast"));
    expect(withoutKernel(before?.model as Model)).toEqual(withoutKernel(after?.model as Model));
    expect(before?.model.kernel).not.toEqual(after?.model.kernel);
  });

  test("names the fix, and asks for what was broken: one property, or two where two broke", () => {
    expect(check.by).toBeDefined();
    expect([1, 2]).toContain(before?.model.properties?.length);
  });

  test("is found in a trace that one can read, among few states", () => {
    expect(pinned[`${check.id}: before`]?.steps).toBeLessThanOrEqual(TELLABLE);
    expect(check.runs.filter((run) => (pinned[runName(check, run)]?.states ?? 0) > SMALL)).toEqual([]);
  });
});

test.each(files)("%s imports the specification and the language, and no other check", (file) => {
  const imports = importsOf(fileURLToPath(new URL(file, folder)));
  expect(imports.filter((path) => !path.startsWith(SPEC) && path !== LANGUAGE)).toEqual([]);
});

describe("adding a bug touches two files, the variant of a machine and the check: beside a check there is one file at most that nothing else uses", () => {
  const ofEachCheck = new Map(checkFiles().map((file) => [file, reachable(file)]));

  test.each(files)("%s", (file) => {
    const check = fileURLToPath(new URL(file, folder));
    const others = [...ofEachCheck].filter(([other]) => other !== check).map(([, reached]) => reached);
    const own = [...(ofEachCheck.get(check) ?? [])].filter((path) => path !== check && !others.some((reached) => reached.has(path)));
    // A bug of a function that was not told before brings that function, too.
    expect(own.length <= 1 || own.some(bringsFunction), own.join(", ")).toBe(true);
  });
});

test("the catalogue's page names every check, open ones too", () => {
  const page = readFileSync(new URL("README.md", folder), "utf8");
  const open = readdirSync(new URL("../open/", folder)).map((file) => `../open/${file}`);
  expect([...files, ...open].filter((file) => !page.includes(`(${file})`)).map((file) => basename(file))).toEqual([]);
});
