import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { captureCli } from "./captureCli.js";

test("a check is exported to the terminal, at the bounds that are set", async () => {
  const { status, out } = await captureCli(["export", "bench/write-loop", "--to", "promela", "--set", "pages=2", "--set", "cells=3"]);
  expect(out).toContain("byte cache[6];");
  expect(out).toContain("proctype writer ()");
  expect(status).toBe(0);
});

test("an export goes into a file that is named, and holds properties where they are asked for", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "faultline-")), "loop.m");
  const { status, out } = await captureCli(["export", "bench/write-loop", "--to", "murphi", "--properties", "--out", file]);
  expect(out).toBe("");
  expect(readFileSync(file, "utf8")).toContain('invariant "uptodate implies valid"');
  expect(status).toBe(0);
});

test("a TLA+ module is called after its file, and its configuration lies beside it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-"));
  const { status } = await captureCli(["export", "bench/write-loop", "--to", "tla", "--out", join(folder, "loop.tla")]);
  expect(readFileSync(join(folder, "loop.tla"), "utf8")).toMatch(/^---- MODULE loop ----\n/);
  expect(readFileSync(join(folder, "loop.cfg"), "utf8")).toBe("SPECIFICATION Spec\nINVARIANT UptodateImpliesValid\nCHECK_DEADLOCK FALSE\n");
  expect(status).toBe(0);
});

test.each([
  ["asc", /export function/],
  ["smt", /\(define-fun \|the transition\| \(\) Bool \(or \|step writer\./],
  ["xstate", /export const config/],
  ["tla", /---- MODULE model ----[\s\S]*SPECIFICATION Spec/],
])("a check is exported to %s", async (target, text) => {
  const { status, out } = await captureCli(["export", "bench/write-loop", "--to", target]);
  expect(out).toMatch(text);
  expect(status).toBe(0);
});

test("the run that is named is the one that is exported", async () => {
  const { status, out } = await captureCli(["export", "claims/c10", "--to", "dot", "--run", "3"]);
  expect(out).toMatch(/^digraph /);
  expect(status).toBe(0);
});

test.each([
  ["an unknown target", ["export", "bench/write-loop", "--to", "promella"], /FL304.*promella[\s\S]*did you mean promela/],
  ["an unknown check", ["export", "bench/write-lop", "--to", "dot"], /FL301[\s\S]*bench\/write-loop/],
  ["several checks", ["export", "claims/*", "--to", "dot"], /FL301.*claims\/\*/],
  ["a run that there is not", ["export", "bench/write-loop", "--to", "dot", "--run", "2"], /FL302.*no run 2/],
  ["an unknown parameter", ["export", "bench/write-loop", "--to", "dot", "--set", "pagges=2"], /FL106.*pagges[\s\S]*did you mean pages/],
  ["a name that no TLA+ module can have", ["export", "bench/write-loop", "--to", "tla", "--out", "write-loop.tla"], /FL302.*write-loop/],
  ["a file that cannot be written", ["export", "bench/write-loop", "--to", "dot", "--out", "/nowhere/x.dot"], /FL307.*\/nowhere\/x\.dot/],
])("%s is a coded error with status 2", async (_name, args, complaint) => {
  const { status, err } = await captureCli(args);
  expect(err).toMatch(complaint);
  expect(status).toBe(2);
});
