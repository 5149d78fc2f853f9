import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildIsStale } from "../../src/cli/buildIsStale.js";

const BUILT = "dist/src/cli/bin.js";

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultline-stale-"));
  for (const file of ["tsdown.config.ts", "src/cli/bin.ts", "spec/iomap/write.ts", "spec/README.md", "checks/claims/c01.ts"]) await touch(file, 1000);
  await touch(BUILT, 2000);
});

afterEach(() => rm(root, { recursive: true }));

test("a build that is newer than its sources is not stale", () => {
  expect(stale()).toBe(false);
});

test.each(["src/cli/bin.ts", "spec/iomap/write.ts", "checks/claims/c01.ts", "checks/claims/c02.ts"])("a build is stale once %s is newer", async (file) => {
  await touch(file, 3000);
  expect(stale()).toBe(true);
});

test("what is not compiled does not make a build stale", async () => {
  await touch("spec/README.md", 3000);
  expect(stale()).toBe(false);
});

test("an installed package is never stale, whenever its files were unpacked", async () => {
  await touch("spec/iomap/write.ts", 3000);
  await rm(join(root, "tsdown.config.ts"));
  expect(stale()).toBe(false);
});

function stale(): boolean {
  return buildIsStale(root, join(root, BUILT));
}

async function touch(file: string, seconds: number): Promise<void> {
  const path = join(root, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "");
  await utimes(path, seconds, seconds);
}
