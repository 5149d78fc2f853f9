import { stripVTControlCharacters } from "node:util";
import type { ComposedModel } from "../../language/compose.js";
import { htmlTrace } from "../html/htmlTrace.js";
import { traceExtras } from "../html/traceExtras.js";
import type { TraceFile } from "../traceFile.js";
import { dotTrace } from "./dotTrace.js";
import { githubTrace } from "./githubTrace.js";
import { itfTrace } from "./itfTrace.js";
import { junitTrace } from "./junitTrace.js";
import { mermaidTrace } from "./mermaidTrace.js";
import { xstateTrace } from "./xstateTrace.js";

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

/** A counterexample in one of the formats, without a line break at its end. */
export async function formatTrace(format: MachineFormat, file: TraceFile, { composed, text }: TraceContext): Promise<string> {
  switch (format) {
    case "html":
      return (await htmlTrace(file, await traceExtras(composed, file.trace))).trimEnd();
    case "json":
      return JSON.stringify(file, null, 2);
    case "mermaid":
      return mermaidTrace(file);
    case "dot":
      return dotTrace(file);
    case "itf":
      return JSON.stringify(itfTrace(file, composed), null, 2);
    case "xstate":
      return JSON.stringify(xstateTrace(file), null, 2);
    case "junit":
      return junitTrace(file, stripVTControlCharacters(text));
    case "github":
      return githubTrace(file, stripVTControlCharacters(text));
  }
}
