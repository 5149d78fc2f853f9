import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { problemOf } from "../../src/cli/problemOf.js";
import type { Report } from "../../src/report/report.js";
import { captureCli } from "./captureCli.js";
import { fixture, runCli } from "./runCli.js";

const LANGUAGE = fileURLToPath(new URL("../../src/language/index.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "faultline-"));
writeFileSync(join(folder, "package.json"), "{}");

/** A check file of a user, outside the package and without a word about modules. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text.replaceAll("LANGUAGE", JSON.stringify(LANGUAGE)));
  return path;
}

const TINY = `
import { defineCheck, parameters, range, system } from LANGUAGE;
const tiny = system("tiny", { parameters: parameters({}), variables: { n: range(0, 1) } });
const once = tiny.actor("once", { source: "here", exits: ["end"], steps: { go: (s) => { s.n = 1; return "end"; } } });
`;

const BAD: readonly (readonly [what: string, file: string, error: object])[] = [
  [
    "throws",
    file("throws.ts", "throw new Error('on purpose');\nexport {};\n"),
    { code: "FL305", message: expect.stringContaining("on purpose"), line: 1, column: 7 },
  ],
  ["exports no check", file("empty.ts", "export const nothing = 0;\n"), { code: "FL306" }],
  ["has a type error", file("type.ts", `export const wrong: number = "text";\n`), { code: "FL208", line: 1, column: 14 }],
  ["has a syntax error", file("syntax.ts", "export const = 3;\n"), { code: "FL208", line: 1, column: 14 }],
  [
    "has an empty domain",
    file(
      "domain.ts",
      `${TINY}
const empty = system("empty", { parameters: parameters({}), variables: { n: range(1, 0) } });
const still = empty.actor("still", { source: "here", steps: { go: () => "go" } });
export const bad = defineCheck({ id: "bad/domain", title: "t", expect: "holds", model: empty.model("empty", { processes: [empty.process("p", still)] }) });
void [tiny, once];
`,
    ),
    { code: "FL101", message: "bad/domain: range(1, 0) is empty", line: 6 },
  ],
  [
    "has a property that throws",
    file(
      "throwing.ts",
      `${TINY}
const nobody: { name?: string } = {};
const bad = tiny.always("p", {}, (s) => s.n === 2 || nobody.name!.length > 0);
export const check = defineCheck({ id: "bad/property", title: "t", expect: "holds", model: tiny.model("m", { processes: [tiny.process("p", once)], properties: [bad] }) });
`,
    ),
    { code: expect.stringMatching(/^FL(110|202)$/), line: 7 },
  ],
  [
    "expects a verdict of a property that it does not ask",
    file(
      "unknown.ts",
      `${TINY}
const model = tiny.model("m", { processes: [tiny.process("p", once)] });
export const bad = defineCheck({ id: "bad/expectation", title: "t", expect: "holds", runs: [{ model, expect: "holds", properties: { misspelt: "holds" } }] });
`,
    ),
    { code: "FL112", message: expect.stringContaining("misspelt") },
  ],
];

test("each bad file is a coded error with its place and a hint, and the good ones are reported all the same", async () => {
  const good = `${fixture("tank.check.ts")}#tank/holds`;
  const { status, out } = await captureCli(["check", "--json", ...BAD.map(([, path]) => path), good]);
  const { checks, errors } = JSON.parse(out) as Report;
  expect(status).toBe(2);
  expect(checks.find(({ id }) => id === "tank/holds")).toMatchObject({ verdict: "holds", asExpected: true });
  for (const [what, path, error] of BAD) {
    expect(
      errors.filter((each) => each.file === path || each.code === "FL112"),
      what,
    ).toContainEqual(expect.objectContaining({ hint: expect.stringMatching(/\w/), ...error }));
  }
});

test("a patch that there is not is told before a kernel is searched without it", async () => {
  const { status, out } = await captureCli(["check", "--kernel", "5.16", "--patch", "no-such-patch", "--json"]);
  expect(JSON.parse(out)).toMatchObject({ checks: [], errors: [{ code: "FL303", hint: expect.stringContaining("faultline list patches") }] });
  expect(status).toBe(2);
});

test("a built-in check file with a syntax error would be named with its line", () => {
  const error = new Error('Transform failed with 1 error:\n/a/b.ts:3:7: ERROR: Unexpected "="');
  expect(problemOf(error, { code: "FL305", message: (text) => text, hint: "mend it" })).toMatchObject({ code: "FL305", file: "/a/b.ts", line: 3, column: 8 });
});

test("a file of a folder that does not say 'module' is one all the same, and shares this faultline", async () => {
  const mine = file(
    "mine.check.ts",
    `${TINY}export const mine = defineCheck({ id: "mine/tiny", title: "t", expect: "holds", model: tiny.model("m", { processes: [tiny.process("p", once)] }) });\n`,
  );
  const { status, out } = await runCli(["check", mine]);
  expect(out).toMatch(/mine\/tiny .*holds +✓ +2 /);
  expect(status).toBe(0);
});

test.each([
  ["an unknown selector", ["check", "bench/writeloop"], "FL301", "did you mean bench/write-loop?"],
  ["a file that is not there", ["check", "./not-there.ts"], "FL301", "looked for /"],
  ["an unknown option", ["check", "--sett", "a=1"], "FL302", "Did you mean --set?"],
  ["an unknown command", ["chek"], "FL302", "Did you mean check?"],
  ["a count that is none", ["check", "--max-states", "many"], "FL302", "--max-states 1000"],
  ["memory that is none", ["check", "--max-memory", "lots"], "FL302", "512m, 8g"],
  ["a time that is none", ["check", "--max-time", "soon"], "FL302", "500ms, 90s, 10m"],
  ["an unknown engine", ["check", "--engine", "steam"], "FL302", "--engine reference"],
  ["a setting without a value", ["check", "--set", "pages"], "FL302", "--set pages=2"],
  ["a parameter that nothing has", ["check", "bench/write-*", "--set", "page=2"], "FL106", "did you mean pages?"],
  ["a parameter of the wrong type", ["check", "bench/write-*", "--set", "pages=few"], "FL106", "its usual value is 3"],
  ["an unknown kernel", ["check", "--kernel", "5.61"], "FL303", "did you mean 5.1"],
  ["an unknown patch", ["check", "--kernel", "5.16", "--patch", "linus-clam", "--max-states", "10"], "FL303", "did you mean linus-clamp?"],
  ["a patch with a type error", ["check", "--kernel", "5.16", "--patch", BAD[2]?.[1] ?? ""], "FL208", "mend the type error"],
  ["an unknown property", ["check", "--kernel", "5.16", "--properties", "no stale"], "FL309", "faultline list properties"],
  ["a folder that cannot be made", ["check", "bench/write-*", "--max-states", "10", "--save", "/proc/nothing"], "FL307", "name a folder"],
  ["a folder for modules that cannot be made", ["check", "bench/write-*", "--max-states", "10", "--emit", "/dev/null/modules"], "FL307", "name a folder"],
  ["a folder for pages that cannot be made", ["check", "bench/write-*", "--max-states", "10", "--report", "/proc/nothing"], "FL307", "name a folder"],
  ["modules of the engine that makes none", ["check", "bench/write-*", "--engine", "reference", "--emit", "m"], "FL302", "leave --engine reference away"],
  ["a file that cannot be written", ["check", "bench/write-*", "--max-states", "10", "--junit", "/dev/null/junit.xml"], "FL307", "name a file"],
  ["a patch without a kernel", ["check", "--patch", "linus-clamp"], "FL302", "name the kernel"],
  ["an unknown format", ["trace", "bench/write-loop", "--format", "txt"], "FL304", "did you mean text"],
  ["a run that is not there", ["trace", "bench/write-loop", "--run", "2"], "FL302", "its runs: 1"],
  ["a property that a check does not ask", ["trace", "bench/write-loop", "--property", "*stale*"], "FL309", "there are: "],
  ["a check without a counterexample", ["trace", "bench/write-loop"], "FL308", "widen the bounds"],
  ["a port that there is not", ["explore", "bench/write-loop", "--port", "99999"], "FL302", "--port 8080"],
  ["a list of what there is not", ["list", "cheks"], "FL302", "did you mean checks?"],
])("%s is a coded error with a hint, and exits with 2", async (_, args, code, hint) => {
  const { status, err } = await captureCli(args);
  expect(err).toContain(`error ${code}: `);
  expect(err).toContain(hint);
  expect(status).toBe(2);
});
