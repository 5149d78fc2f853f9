import { XMLBuilder } from "fast-xml-parser";
import type { TraceFile } from "../traceFile.js";
import { failureText } from "./failureText.js";

/** A counterexample as the one failure of a JUnit report; `text` is what a person reads. */
export function junitTrace({ faultline, check, title, trace }: TraceFile, text: string): string {
  const failure = { "@message": legal(failureText(trace)), "@type": "violated", "#text": legal(text) };
  const testcase = { "@name": legal(`${check}: ${title}`), "@classname": legal(check.replaceAll("/", ".")), failure };
  const testsuite = { "@name": `faultline ${faultline}`, "@tests": 1, "@failures": 1, "@errors": 0, "@skipped": 0, testcase };
  const builder = new XMLBuilder({ attributeNamePrefix: "@", ignoreAttributes: false, format: true, suppressEmptyNode: true });
  return builder.build({ "?xml": { "@version": "1.0", "@encoding": "UTF-8" }, testsuites: { testsuite } }).trimEnd();
}

/** XML has no way to write most control characters, and none for half a surrogate pair. */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
}
