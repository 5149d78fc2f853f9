import { relative } from "node:path";
import type { TraceFile } from "../traceFile.js";
import { failureText } from "./failureText.js";

/** A counterexample as an annotation of GitHub's: an error at the property's line in the specification. `text` is what a person reads. */
export function githubTrace({ check, trace }: TraceFile, text: string): string {
  const { site } = trace.failure;
  const place = site === null ? {} : { file: relative(process.cwd(), site.file), line: site.line, col: site.column };
  const properties = Object.entries({ ...place, title: `${check}: ${failureText(trace)}` }).map(([name, value]) => `${name}=${propertyOf(String(value))}`);
  return `::error ${properties.join(",")}::${messageOf(text)}`;
}

/** As in @actions/toolkit, packages/core/src/command.ts. */
function messageOf(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyOf(text: string): string {
  return messageOf(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
