import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, test } from "vitest";
import { createActor, createMachine } from "xstate";
import { compile } from "../../../src/compiler/index.js";
import { controlConfig } from "../../../src/compiler/targets/xstate/xstate.js";
import { formatTrace, type MACHINE_FORMATS } from "../../../src/report/formats/formatTrace.js";
import { IMAGE, SCRIPT } from "../../fixtures/hostile.js";
import { validateTrace } from "../schemas.js";
import { type Sample, samples } from "./traceFiles.js";

const TEXT = "first line\n50 % of it, <b>&: second\r\nline";

function format(name: (typeof MACHINE_FORMATS)[number], { file, composed }: Sample): Promise<string> {
  return formatTrace(name, file, { composed, text: TEXT });
}

describe.each(samples)("$name", (sample) => {
  const { file } = sample;
  const { steps } = file.trace;
  const successors = steps.filter(({ state }) => state);

  test("as json follows the published schema", async () => {
    expect(validateTrace(JSON.parse(await format("json", sample)))).toEqual([]);
  });

  test("as mermaid is one participant a process, and one message a step, line by line", async () => {
    const [head, ...lines] = (await format("mermaid", sample)).split("\n");
    expect(head).toBe("sequenceDiagram");
    // Text as Mermaid's grammar takes it: `#` begins a numbered character, which `;` ends, and neither stands elsewhere.
    const text = String.raw`(?:[^#;<>"&%{}\\\p{Cc}\u2028\u2029]|#\d+;)+`;
    const line = new RegExp(String.raw`^  (?:participant \w+ as ${text}|p\d+->>shared: ${text}|Note (?:over p\d+,shared|right of shared): ${text})$`, "u");
    const isLoop = file.trace.loop !== undefined;
    expect(lines.filter((each) => each === "  loop for ever" || each === "  end")).toHaveLength(isLoop ? 2 : 0);
    for (const each of lines.filter((one) => one !== "  loop for ever" && one !== "  end")) expect(each).toMatch(line);
    expect(lines.filter((each) => each.includes("->>"))).toHaveLength(steps.length);
    expect(lines.filter((each) => each.includes("participant p"))).toHaveLength(file.actors.length);
  });

  test("as dot is one node a state and one edge a step, and whatever is named stays inside its quotes", async () => {
    const bare = (await format("dot", sample)).replace(/"(?:[^"\\\n]|\\.)*"/g, "TEXT").split("\n");
    expect(bare.slice(0, 4)).toEqual(["digraph trace {", "  label=TEXT;", "  node [shape=box, fontname=monospace];", "  edge [fontname=monospace];"]);
    const rest = bare.slice(4, -1);
    expect(rest.filter((line) => /^ {2}s\d+ \[label=TEXT(, color=red, penwidth=2)?\];$/.test(line))).toHaveLength(steps.length + 1);
    expect(rest.filter((line) => /^ {2}s\d+ -> s\d+ \[label=TEXT\];$/.test(line))).toHaveLength(steps.length);
    const again = rest.filter((line) => line === `  s${steps.length} -> s${file.trace.loop} [label=TEXT, style=dashed];`);
    expect(again).toHaveLength(file.trace.loop === undefined ? 0 : 1);
    expect(rest).toHaveLength(2 * steps.length + 3 + again.length);
    expect(bare.at(-1)).toBe("}");
  });

  test("as itf follows the definition of the format, with every state and its step", async () => {
    const itf = JSON.parse(await format("itf", sample));
    expect(validateItf(itf)).toEqual([]);
    expect(itf.states).toHaveLength(successors.length + 1);
    for (const state of itf.states)
      expect(
        Object.keys(state)
          .filter((key) => key !== "#meta")
          .sort(),
      ).toEqual([...itf.vars].sort());
    expect(itf.states.slice(1).map((state: { "#meta": { step: string } }) => state["#meta"].step)).toEqual(successors.map(({ step }) => step));
  });

  test("as junit is well-formed, and one failure with the text of the trace", async () => {
    const xml = await format("junit", sample);
    expect(XMLValidator.validate(xml)).toBe(true);
    const options = { ignoreAttributes: false, attributeNamePrefix: "@", trimValues: false, parseTagValue: false };
    const { testsuite } = new XMLParser(options).parse(xml).testsuites;
    expect(testsuite).toMatchObject({ "@tests": "1", "@failures": "1" });
    expect(testsuite.testcase.failure["#text"].replaceAll("\r\n", "\n")).toBe(TEXT.replaceAll("\r\n", "\n"));
    expect(xml.replace(/[\t\n\r]/g, "")).not.toMatch(/\p{Cc}/u);
  });

  test("as github is one command on one line, whose message is the text of the trace", async () => {
    const line = await format("github", sample);
    const [, properties = "", message = ""] = /^::error ([^\n\r]*?)::([^\n\r]*)$/.exec(line) ?? [];
    const decoded = (text: string): string => text.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
    expect(decoded(message)).toBe(TEXT);
    const named = properties.split(",").map((each) => each.split("=")[0]);
    expect(named).toEqual(file.trace.failure.site === null ? ["title"] : ["file", "line", "col", "title"]);
  });

  test("as html has one script to run, and its data in a block that cannot end early", async () => {
    const html = await format("html", sample);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html).not.toContain(SCRIPT);
    expect(html).not.toContain(IMAGE);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
  });
});

// What is hostile is outside the subset that is compiled, and exported.
test.each(samples.filter(({ name }) => name !== "a hostile trace"))("$name as xstate walks the exported machine to where the trace ends", async (sample) => {
  const successors = sample.file.trace.steps.filter(({ state }) => state);
  const config = controlConfig(compile(sample.composed));
  const actor = createActor(createMachine(config as never)).start();
  const events = JSON.parse(await format("xstate", sample)) as { type: string }[];
  expect(events).toHaveLength(successors.length);
  for (const event of events) {
    expect(actor.getSnapshot().can(event)).toBe(true);
    actor.send(event);
  }
  const at = Object.entries(successors.at(-1)?.state?.at ?? {}).map((names) => names.map((name) => name.replaceAll(".", ":")));
  expect(actor.getSnapshot().value).toEqual(Object.fromEntries(at));
});

test("the definition of the trace format refuses what is none", () => {
  const state = { "#meta": {}, x: { "#bigint": "1" } };
  expect(validateItf({ vars: ["x"], states: [state] })).toEqual([]);
  for (const x of [1, null, { "#bigint": "one" }, { "#other": 1 }, { "#map": [["a"]] }]) expect(validateItf({ vars: ["x"], states: [{ x }] })).not.toEqual([]);
  expect(validateItf({ states: [state] })).not.toEqual([]);
});

const itfSchema = new Ajv({ strict: true, strictTuples: false }).compile(
  JSON.parse(readFileSync(new URL("../../../src/report/formats/itf.schema.json", import.meta.url), "utf8")),
);

function validateItf(document: unknown): unknown[] {
  itfSchema(document);
  return itfSchema.errors ?? [];
}
