import { readFile, rm } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Consumer, documentedExample, installPackage, TSC } from "./installPackage.js";

const PRINT = "\nconsole.log(JSON.stringify({ verdict, steps: properties[0].trace.steps.length, at: model.processes[0].runs.site }));\n";

let consumer: Consumer;

beforeAll(async () => {
  consumer = await installPackage();
});

afterAll(async () => {
  if (consumer !== undefined) await rm(dirname(consumer.folder), { recursive: true });
});

describe("the tarball", () => {
  test("has what users need, and no tests or settings", () => {
    const top = [...new Set(consumer.packed.map((path) => path.split("/")[0]))].sort();
    expect(top).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "checks", "dist", "package.json", "spec", "src"]);
  });

  test("has the source of every built module, for places in specifications and for stacks", async () => {
    const maps = consumer.packed.filter((path) => path.endsWith(".js.map"));
    expect(maps).toContain("dist/checks/bench/write-loop.js.map");
    for (const map of maps) {
      const { sources } = JSON.parse(await readFile(join(consumer.folder, "node_modules/faultline", map), "utf8")) as { sources: string[] };
      for (const source of sources) expect(consumer.packed).toContain(posix.join(posix.dirname(map), source));
    }
  });
});

describe("the library, installed elsewhere", () => {
  test("checks the documented example in plain JavaScript, and finds its shortest trace", async () => {
    const example = await documentedExample();
    await consumer.write("example.js", example + PRINT);
    const { stdout, stderr } = await consumer.run("node", "example.js");
    expect(stderr).toBe("");
    const line = example.split("\n").findIndex((text) => text.includes("tank.actor(")) + 1;
    expect(JSON.parse(stdout)).toEqual({ verdict: "violated", steps: 2, at: { file: join(consumer.folder, "example.js"), line, column: expect.any(Number) } });
  });

  test("type-checks the documented example against the shipped declarations, without skipLibCheck", async () => {
    await consumer.write("example.ts", await documentedExample());
    const { stdout, status } = await typeCheck("example.ts");
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });

  test("a wrong next state is a type error there", async () => {
    await consumer.write("wrong.ts", (await documentedExample()).replace('return "fill"', 'return "fil"'));
    const { stdout, status } = await typeCheck("wrong.ts");
    expect(status).not.toBe(0);
    expect(stdout).toMatch(/wrong\.ts\(\d+,\d+\): error TS2322: .*"fil"/);
  });

  test("a built-in specification says where it was written: in the TypeScript source that ships, at the call", async () => {
    const shipped = join(consumer.folder, "node_modules/faultline/checks/bench/write-loop.ts");
    await consumer.write(
      "sites.js",
      `process.setSourceMapsEnabled(true);
       const { benchWriteLoop } = await import("./node_modules/faultline/dist/checks/bench/write-loop.js");
       console.log(JSON.stringify(benchWriteLoop.runs[0].model.processes[0].runs.site));`,
    );
    const { stdout } = await consumer.run("node", "sites.js");
    const text = (await readFile(shipped, "utf8")).split("\n");
    const line = text.findIndex((source) => source.includes('writeLoop.actor("writer"')) + 1;
    const column = (text[line - 1] ?? "").indexOf("actor(") + 1;
    expect(JSON.parse(stdout)).toEqual({ file: shipped, line, column });
  });
});

describe("the command line, installed elsewhere", () => {
  test("checks a model of one's own, written in TypeScript against the installed package", async () => {
    const model = (await documentedExample()).replace("check, ", "defineCheck, ").replace(/^.*await check\(.*$/m, "");
    await consumer.write("my.check.ts", `${model}\nexport const mine = defineCheck({ id: "my/tank", title: "A tank", expect: "violated", model });\n`);
    const { stdout, stderr, status } = await consumer.run("npx", "faultline", "check", "./my.check.ts", "--json");
    expect(stderr).not.toMatch(/error/i);
    expect(JSON.parse(stdout)).toMatchObject({ errors: [], checks: [{ id: "my/tank", verdict: "violated", asExpected: true }] });
    expect(status).toBe(0);
  });
});

function typeCheck(file: string): ReturnType<Consumer["run"]> {
  return consumer.run("node", TSC, "--noEmit", "--strict", "--module", "nodenext", "--lib", "es2022,dom", file);
}
