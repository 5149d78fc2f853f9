import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.js";
import type { TraceFile } from "../../src/report/traceFile.js";
import { validateReport, validateTrace } from "../report/schemas.js";
import { captureCli } from "./captureCli.js";
import { fixture } from "./runCli.js";

const RETRY = fixture("retry.check.ts");

test("a temporal property has its verdict beside the others, safety first, and one trace each", async () => {
  const { status, out } = await captureCli(["check", RETRY, "--json", "--continue"]);
  const report = JSON.parse(out) as Report;
  expect(validateReport(report)).toEqual([]);
  const said = Object.fromEntries(
    report.checks.map(({ id, runs }) => [id, runs[0]?.properties.map(({ name, kind, verdict, trace }) => [name, kind, verdict, trace !== null])]),
  );
  expect(said["retry/without"]).toEqual([
    ["the page is never resident", "never", "violated", true],
    ["every step stays within its domains", "domain", "holds", false],
    ["no process is stuck for ever", "deadlock", "holds", false],
    ["write(2) returns", "temporal", "violated", true],
  ]);
  expect(said["retry/lucky"]?.at(-1)).toEqual(["write(2) returns", "temporal", "holds", false]);
  expect(status).toBe(0);
});

test("the trace of a temporal property can be asked for, though another property fails earlier", async () => {
  const { status, out } = await captureCli(["trace", `${RETRY}#retry/without`, "--property", "write*", "--format", "json"]);
  const file = JSON.parse(out) as TraceFile;
  expect(validateTrace(file)).toEqual([]);
  expect(file.trace).toMatchObject({ loop: 1, fairness: [{ strength: "weak", name: "writer", because: "taken" }] });
  expect(file.trace.steps.map(({ process, step }) => `${process}.${step}`)).toEqual(["writer.begin", "writer.faultIn", "evictor.evict", "writer.copy"]);
  expect(status).toBe(0);
});

test("a mail about a run that never ends does not call it shortest, and is plain ASCII", async () => {
  const { out } = await captureCli(["trace", `${RETRY}#retry/without`, "--property", "write*", "--format", "mail"]);
  expect(out).toContain("It fails on a run that never gets further.");
  expect(out).toContain("Then from step 2 again, and so on for ever.");
  expect(out).toContain("weak fairness of writer: kept, it is taken again and again");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what a mail may contain.
  expect(out).toMatch(/^[\x00-\x7f]*$/);
});

test("every format tells when that is true of which the formula speaks, and where fairness is kept", async () => {
  const told = async (format: string): Promise<string> =>
    (await captureCli(["trace", `${RETRY}#retry/without`, "--property", "write*", "--format", format])).out.replace(/\s+/g, " ");
  for (const format of ["text", "mail", "mermaid", "dot", "html"]) {
    const out = await told(format);
    expect(out, format).toContain("ended(writer) is never true");
    expect(out, format).toContain("in step 2, in step 4");
  }
  for (const format of ["json", "itf"]) expect(await told(format), format).toContain('"moments": [ 1, 3 ]');
});

test("--continue is the opposite of --stop-on-first", async () => {
  const { status, err } = await captureCli(["check", RETRY, "--continue", "--stop-on-first"]);
  expect(err).toContain("FL302");
  expect(status).toBe(2);
});
