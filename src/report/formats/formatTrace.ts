import { stripVTControlCharacters } from "node:util";
import type { ComposedModel } from "../../language/compose.js";
import type { TraceFile } from "../traceFile.js";

/** The forms that a counterexample can take for programs, and as a page. */
export const MACHINE_FORMATS = ["html", "json", "mermaid", "dot", "itf", "xstate", "junit", "github"] as const;

/** One of {@link MACHINE_FORMATS}. */
export type MachineFormat = (typeof MACHINE_FORMATS)[number];

/** What a format may need beside the trace. */
export interface TraceContext {
  /** The model that the trace is of. */
  readonly composed: ComposedModel;
  /** The trace as a person reads it. */
  readonly text: string;
}

/** A counterexample in one of the formats, without a line break at its end. Each is loaded when it is asked for. */
export async function formatTrace(format: MachineFormat, file: TraceFile, { composed, text }: TraceContext): Promise<string> {
  switch (format) {
    case "html":
      return html(file, composed);
    case "json":
      return JSON.stringify(file, null, 2);
    case "mermaid":
      return (await import("./mermaidTrace.js")).mermaidTrace(file);
    case "dot":
      return (await import("./dotTrace.js")).dotTrace(file);
    case "itf":
      return JSON.stringify((await import("./itfTrace.js")).itfTrace(file, composed), null, 2);
    case "xstate":
      return JSON.stringify((await import("./xstateTrace.js")).xstateTrace(file), null, 2);
    case "junit":
      return (await import("./junitTrace.js")).junitTrace(file, stripVTControlCharacters(text));
    case "github":
      return (await import("./githubTrace.js")).githubTrace(file, stripVTControlCharacters(text));
  }
}

async function html(file: TraceFile, composed: ComposedModel): Promise<string> {
  const [{ htmlTrace }, { traceExtras }] = await Promise.all([import("../html/htmlTrace.js"), import("../html/traceExtras.js")]);
  return (await htmlTrace(file, await traceExtras(composed, file.trace))).trimEnd();
}
