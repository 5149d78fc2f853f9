import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { captureCli } from "./captureCli.js";

const empty = (): string => mkdtempSync(join(tmpdir(), "faultline-init-"));

test("init makes the folder and writes a check into it, with a package.json, and says what to run", async () => {
  const folder = join(empty(), "new", "folder");
  const { status, out } = await captureCli(["init", folder]);
  expect(readdirSync(folder).sort()).toEqual(["my.check.ts", "package.json"]);
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toEqual({ private: true, type: "module" });
  expect(readFileSync(join(folder, "my.check.ts"), "utf8")).toMatch(/^import .* from "faultline";\n[\s\S]*defineCheck\([^`]*;\n$/);
  expect(out).toMatch(/my\.check\.ts +a machine/);
  expect(out.split("\n\n")[1]).toBe(`next: npx faultline check ${join(folder, "my.check.ts")}\n`);
  expect(status).toBe(0);
});

test("init --kernel writes the first version of the patch that spec/WRITING.md shows, and leaves a package.json alone", async () => {
  const folder = empty();
  writeFileSync(join(folder, "package.json"), "{}");
  expect((await captureCli(["init", folder, "--kernel"])).status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["my.patch.ts", "package.json", "patched.check.ts"]);
  expect(readFileSync(join(folder, "my.patch.ts"), "utf8")).not.toContain("roundDown");
  expect(readFileSync(join(folder, "package.json"), "utf8")).toBe("{}");
});

test("init overwrites nothing, and then writes nothing at all", async () => {
  const folder = empty();
  writeFileSync(join(folder, "patched.check.ts"), "mine");
  const { status, err } = await captureCli(["init", folder, "--kernel"]);
  expect(err).toMatch(/FL307: .*patched\.check\.ts.*there already[\s\S]*hint: .*faultline init DIR/);
  expect(readFileSync(join(folder, "patched.check.ts"), "utf8")).toBe("mine");
  expect(existsSync(join(folder, "my.patch.ts"))).toBe(false);
  expect(status).toBe(2);
});

test("a folder that cannot be made is an error with a hint", async () => {
  const file = join(empty(), "file");
  writeFileSync(file, "");
  const { status, err } = await captureCli(["init", join(file, "folder")]);
  expect(err).toMatch(/FL307: .*cannot be written to[\s\S]*hint: /);
  expect(status).toBe(2);
});

test("init goes on in a folder that is there, for its other starter", async () => {
  const folder = join(empty(), "both");
  mkdirSync(folder);
  await captureCli(["init", folder]);
  expect((await captureCli(["init", folder, "--kernel"])).status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["my.check.ts", "my.patch.ts", "package.json", "patched.check.ts"]);
});
