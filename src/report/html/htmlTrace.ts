import type { TraceFile } from "../traceFile.js";
import { htmlPage } from "./htmlPage.js";
import { pageBundle } from "./pageBundle.js";
import { type TraceExtras, traceData } from "./traceData.js";

/** A counterexample as one HTML file, to be stepped through, mailed and printed. It asks nothing of the network. */
export async function htmlTrace(file: TraceFile, extras: TraceExtras): Promise<string> {
  return htmlPage({ title: `${file.check}: ${file.trace.property.name}`, ...(await pageBundle("trace")), data: traceData(file, extras) });
}
