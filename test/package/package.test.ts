import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isTurn } from "../turns.js";
import { followPage } from "./followPage.js";
import { documentedExample, type Folder, type Installed, installPackage, TSC } from "./installPackage.js";

/** Proofs, and the explained trace of a kernel, take half a minute. */
const LONG = process.env.FAULTLINE_LONG === "1";

/** What `npx faultline` runs, in a checkout and where the package is installed, without the second that npx takes to find it. */
const BIN = "dist/src/cli/bin.js";
const INSTALLED_BIN = `node_modules/faultline/${BIN}`;

const PRINT = "\nconsole.log(JSON.stringify({ verdict, steps: properties[0].trace.steps.length, at: model.processes[0].runs.site }));\n";

let installed: Installed;
let consumer: Folder;
let checkout: Folder;

beforeAll(async () => {
  installed = await installPackage();
  ({ consumer, checkout } = installed);
});

afterAll(() => installed?.remove());

describe("the tarball", () => {
  test("has what users need, and no tests or settings", () => {
    const top = [...new Set(installed.packed.map((path) => path.split("/")[0]))].sort();
    expect(top).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "checks", "dist", "package.json", "spec", "src"]);
  });

  test("has the source of every built module, for places in specifications and for stacks", async () => {
    const maps = installed.packed.filter((path) => path.endsWith(".js.map"));
    expect(maps).toContain("dist/checks/bench/write-loop.js.map");
    for (const map of maps) {
      const { sources } = JSON.parse(await consumer.read(`node_modules/faultline/${map}`)) as { sources: string[] };
      for (const source of sources) expect(installed.packed).toContain(posix.join(posix.dirname(map), source));
    }
  });
});

describe("the library, installed elsewhere", () => {
  test("checks the documented example in plain JavaScript, and finds its shortest trace", async () => {
    const example = await documentedExample();
    await consumer.write("example.js", example + PRINT);
    const { stdout, stderr } = await consumer.run("node", "example.js");
    expect(stderr).toBe("");
    const at = { file: join(consumer.path, "example.js"), ...placeOf(example, "tank.", "actor(") };
    expect(JSON.parse(stdout)).toEqual({ verdict: "violated", steps: 2, at });
  });

  test("type-checks the documented example against the shipped declarations, without skipLibCheck, and refuses a wrong next state", async () => {
    const example = await documentedExample();
    await consumer.write("right.ts", example);
    await consumer.write("wrong.ts", example.replace('return "fill"', 'return "fil"'));
    const { stdout, status } = await consumer.run("node", TSC, "--noEmit", "--strict", "--module", "nodenext", "--lib", "es2022,dom", "right.ts", "wrong.ts");
    expect(status).not.toBe(0);
    expect(stdout.match(/^\S+ error TS\d+/gm)).toEqual([expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS2322$/)]);
    expect(stdout).toContain('"fil"');
  });

  test.each([true, false])(
    "a built-in specification says where it was written: in the TypeScript source that ships, at the call; source maps: %s",
    async (maps) => {
      await consumer.write("site.js", printSite("./node_modules/faultline/dist/checks/bench/write-loop.js", maps));
      expect(JSON.parse(await consumer.succeed("node", "site.js"))).toEqual(await writerIn(consumer, "node_modules/faultline/"));
    },
  );
});

test("a specification that runs from its source, through tsx, says the same", async () => {
  await checkout.write("site.js", printSite("./checks/bench/write-loop.ts"));
  expect(JSON.parse(await checkout.succeed("node", "--import", "tsx", "site.js"))).toEqual(await writerIn(checkout, ""));
});

describe("what stands beside the library", () => {
  test.each(["vitest", "fast-check", "xstate"])("faultline/%s asks for its peer by name where that is not installed", async (peer) => {
    const script = `import("faultline/${peer}").catch(({ code, hint }) => console.log(code, hint))`;
    expect(await consumer.succeed("node", "--eval", script)).toMatch(new RegExp(`^FL401 npm install .*${peer}@`));
  });

  test("faultline/paths needs no other package, and its paths are those of the model", async () => {
    const example = (await documentedExample()).replace(/^.*await check\(.*$/m, "");
    const script = `${example}\nimport { modelPaths } from "faultline/paths";\nconst { paths, goals } = await modelPaths(model);\nconsole.log(JSON.stringify([paths.length, goals]));`;
    await consumer.write("paths.js", script);
    expect(JSON.parse(await consumer.succeed("node", "paths.js"))).toEqual([1, 1]);
  });

  test("the declarations of faultline/vitest give expect() its matchers, typed", async () => {
    const uses = (options: string): string => `import { expect } from "vitest";\nimport "faultline/vitest";\nawait expect(0).not.toViolate("p", ${options});\n`;
    await checkout.write("right.ts", uses("{ steps: 9 }"));
    await checkout.write("wrong.ts", uses("{ stps: 9 }"));
    const { stdout } = await checkout.run(
      "node",
      TSC,
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--ignoreConfig",
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "right.ts",
      "wrong.ts",
    );
    expect(stdout.match(/^\S+ error TS\d+/gm)).toEqual([expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS\d+$/)]);
  });
});

describe("the command line", () => {
  test("checks a model of one's own, written in TypeScript against the installed package", async () => {
    await consumer.write("my.check.ts", await ownCheck());
    const { stdout, status } = await consumer.run("npx", "faultline", "check", "./my.check.ts", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], checks: [{ id: "my/tank", verdict: "violated", asExpected: true }] });
    expect(status).toBe(0);
  });

  test.runIf(isTurn(0, 2))("runs the worked example of the README, and prints the trace that the README shows", async () => {
    const readme = await checkout.read("README.md");
    await consumer.write("counter.check.ts", /```ts\n\/\/ counter\.check\.ts\n(.*?)```/s.exec(readme)?.[1] ?? "");
    const { stdout, status } = await consumer.run("node", INSTALLED_BIN, "check", "./counter.check.ts", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [],
      checks: [
        { id: "counter/after", verdict: "holds", asExpected: true },
        { id: "counter/before", verdict: "violated", asExpected: true },
      ],
    });
    expect(status).toBe(0);
    const trace = await consumer.run("node", INSTALLED_BIN, "trace", "./counter.check.ts#counter/before");
    expect(readme).toContain(withoutTrailingSpace(trace.stdout));
  });

  test.runIf(isTurn(1, 2))("does what spec/WRITING.md says, in an empty folder: its files, its commands and what they print", async () => {
    const folder = await consumer.folder("own");
    const isQuick = (command: string): boolean => !/prove |trace .*my\/5\.17|check \.\/patched/.test(command);
    await followPage(await checkout.read("spec/WRITING.md"), folder, (command) => LONG || isQuick(command));
  });

  test("in a Node without shared memory, explores with one worker, and says so", async () => {
    const { stdout, status } = await consumer.run(
      "node",
      "--enable-sharedarraybuffer-per-context",
      INSTALLED_BIN,
      "check",
      "bench/write-loop",
      "--workers",
      "2",
    );
    expect(stdout).toContain("the reference engine explored it, for it cannot be compiled: FL310, this Node has no shared memory");
    expect(status).toBe(0);
  });

  test.runIf(isTurn(0, 2))("in a checkout, finds its own bin, and checks files of the checkout and new ones beside them", async () => {
    await checkout.write("my.check.ts", await ownCheck());
    const { stdout } = await checkout.run("npx", "faultline", "check", "./my.check.ts", "./checks/bench/write-loop.ts", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [],
      checks: [
        { id: "my/tank", asExpected: true },
        { id: "bench/write-loop", states: 4040 },
      ],
    });
  });

  test.runIf(isTurn(1, 2))("in a checkout, an edited check runs as edited, without another build, beside one that is typed against the build", async () => {
    const file = "checks/bench/write-loop.ts";
    await checkout.write(file, (await checkout.read(file)).replace("pages: 3,", "pages: 1,"));
    await checkout.succeed("node", BIN, "init", "starter");
    await checkout.write("starter.check.ts", await checkout.read("starter/my.check.ts"));
    const byId = await checkout.run("node", BIN, "check", "bench/write-loop", "./starter.check.ts", "--json");
    const { checks, errors } = JSON.parse(byId.stdout) as { checks: { id: string; verdict: string; runs: { bounds: object }[] }[]; errors: unknown[] };
    expect(errors).toEqual([]);
    expect(checks.map(({ id, verdict }) => `${id} ${verdict}`).sort()).toEqual(["bench/write-loop holds", "my/after holds", "my/before violated"]);
    expect(checks.find(({ id }) => id === "bench/write-loop")?.runs[0]?.bounds).toMatchObject({ pages: 1 });
  });
});

function withoutTrailingSpace(text: string): string {
  return text.replace(/ +$/gm, "").trim();
}

/** The documented example as a check file. */
async function ownCheck(): Promise<string> {
  const model = (await documentedExample()).replace("check, ", "defineCheck, ").replace(/^.*await check\(.*$/m, "");
  return `${model}\nexport const mine = defineCheck({ id: "my/tank", title: "A tank", expect: "violated", model });\n`;
}

/** A script that prints where the writer of the benchmark's write loop was defined. */
function printSite(module: string, maps = true): string {
  return `process.setSourceMapsEnabled(${maps});
    const { benchWriteLoop } = await import("${module}");
    console.log(JSON.stringify(benchWriteLoop.runs[0].model.processes[0].runs.site));`;
}

/** Where it is defined, in the package's source. */
async function writerIn(folder: Folder, root: string): Promise<object> {
  const file = `${root}checks/bench/write-loop.ts`;
  return { file: join(folder.path, file), ...placeOf(await folder.read(file), "writeLoop.", 'actor("writer"') };
}

/** Line and column of `what` in the first line that has it right after `object`; both start at 1. */
function placeOf(text: string, object: string, what: string): { line: number; column: number } {
  const lines = text.split("\n");
  const line = lines.findIndex((candidate) => candidate.includes(object + what));
  return { line: line + 1, column: (lines[line] ?? "").indexOf(what) + 1 };
}
