import { expect, test } from "vitest";
import { kernels } from "../../spec/kernels.js";
import { patches } from "../../spec/patches/index.js";
import { captureCli } from "./captureCli.js";
import { runCli } from "./runCli.js";

test("list names checks, kernels, patches, models and properties", async () => {
  const { status, out } = await captureCli(["list", "--json"]);
  const lists = JSON.parse(out) as Record<string, { name: string; about: string }[]>;
  const names = (kind: string) => lists[kind]?.map(({ name }) => name);
  expect(Object.keys(lists)).toEqual(["checks", "kernels", "patches", "models", "properties"]);
  expect(names("checks")).toContain("bench/write-loop");
  expect(names("kernels")).toEqual(kernels.map(({ name }) => name));
  expect(names("patches")).toEqual(patches.map(({ name }) => name));
  expect(names("models")).toContain("write loop");
  expect(names("properties")).toContain("uptodate implies valid");
  expect(status).toBe(0);
});

test("list of one kind names that kind only", async () => {
  const { status, out } = await captureCli(["list", "patches"]);
  expect(out).toMatch(/^patches \(\d+\)\n {2}\S/);
  expect(out).not.toContain("kernels");
  expect(status).toBe(0);
});

test("who stops reading loses the rest of the report, and not the status", async () => {
  const { status, err } = await runCli(["list", "--json"], (child) => child.stdout.destroy());
  expect({ status, err }).toEqual({ status: 0, err: "" });
});
