import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Excerpt } from "../../src/report/html/stepSources.js";
import { captureCli } from "./captureCli.js";
import { fixture, runCli } from "./runCli.js";

const COPIER = fixture("copier.check.ts");

test("trace --format html is one page, with the text of the specification in it", async () => {
  const { status, out } = await captureCli(["trace", `${COPIER}#copier/hasty`, "--format", "html"]);
  expect(out).toMatch(/^<!doctype html>/);
  const data = JSON.parse(/<script type="application\/json"[^>]*>(.*?)<\/script>/s.exec(out)?.[1] ?? "") as { readonly excerpts: readonly Excerpt[] };
  const lines = data.excerpts.flatMap((excerpt) =>
    excerpt.lines.map((spans) =>
      spans
        .map(([, text]) => text)
        .join("")
        .trim(),
    ),
  );
  expect(lines).toContain("if (hasty) s.uptodate = true;");
  expect(status).toBe(0);
});

test("check --report writes an index and a page for each counterexample, with the bounds of the command line", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "faultline-report-")), "report");
  const { status, out } = await captureCli(["check", `${COPIER}#copier/hasty`, "--report", folder, "--set", "cells=2"]);
  expect(out).toContain("1 as expected");
  expect(status).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(["copier-hasty.1.uptodate-implies-valid.html", "index.html"]);
  expect(readFileSync(join(folder, "index.html"), "utf8")).toContain('"page":"copier-hasty.1.uptodate-implies-valid.html"');
  expect(readFileSync(join(folder, "copier-hasty.1.uptodate-implies-valid.html"), "utf8")).toContain('"bounds":{"cells":2,"hasty":true}');
});

test("a report that cannot be written is an error, and the results are printed all the same", async () => {
  const { status, out, err } = await captureCli(["check", `${COPIER}#copier/hasty`, "--report", "/dev/null/report"]);
  expect(out).toContain("copier/hasty");
  expect(err).toContain("FL307");
  expect(status).toBe(2);
});

test("explore prints an address that is answered, and ends well with Ctrl-C", async () => {
  let page = "";
  const { status, out } = await runCli(["explore", `${COPIER}#copier/hasty`], (child) => {
    child.stdout.on("data", async (text: Buffer) => {
      const [url] = /http:\S+/.exec(text.toString()) ?? [];
      if (url === undefined) return;
      page = await (await fetch(url)).text();
      child.kill("SIGINT");
    });
  });
  expect(out).toContain("copier/hasty is at http://127.0.0.1:");
  expect(page).toMatch(/^<!doctype html>/);
  expect(status).toBe(0);
});

test.each([
  [["explore", COPIER], "FL301"],
  [["explore", `${COPIER}#copier/hasty`, "--run", "9"], "FL302"],
  [["explore", `${COPIER}#copier/hasty`, "--set", "cell=9"], "FL106"],
])("faultline %s is refused", async (args, code) => {
  const { status, err } = await captureCli(args as string[]);
  expect(err).toContain(code);
  expect(status).toBe(2);
});
