import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = new URL("../../../src/", import.meta.url).href;

test("the example in the documentation of fromXState finds what it says", async () => {
  const source = await readFile(new URL("testing/xstate/fromXState.ts", SOURCE), "utf8");
  const example = /```ts\n([\s\S]*?) \* ```/.exec(source)?.[1]?.replace(/^ \* ?/gm, "") ?? "";
  const modules = { faultline: `${SOURCE}index.ts`, "faultline/xstate": `${SOURCE}testing/xstate/index.ts`, xstate: import.meta.resolve("xstate") };
  const runnable = Object.entries(modules).reduce((text, [name, url]) => text.replace(`from "${name}"`, `from "${url}"`), example);
  const folder = await mkdtemp(join(tmpdir(), "faultline-example-"));
  try {
    await writeFile(join(folder, "example.ts"), `${runnable}\nexport { verdict, properties };\n`);
    const { verdict, properties } = await import(join(folder, "example.ts"));
    expect(verdict).toBe("violated");
    expect(properties[0]).toMatchObject({ name: "opens uninvited", verdict: "violated", trace: { steps: [{ choices: [{ value: "OPEN" }] }] } });
  } finally {
    await rm(folder, { recursive: true });
  }
});
