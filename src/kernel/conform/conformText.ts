import type { Paint } from "../../report/paint.js";
import { eventText } from "../predict/seenEvent.js";
import { scriptOf } from "../scenario/scriptOf.js";
import type { ConformBoot, ConformResult } from "./conform.js";
import type { Diverging } from "./shrinkDivergence.js";

/** One boot, in a line. */
export function bootText({ blockSize, runs, seconds, release, tainted }: ConformBoot): string {
  const state = tainted === 0 ? "not tainted" : `tainted ${tainted ?? "?"}`;
  return `${release ?? "a kernel that did not say which"}, ${state}: ${runs} writes, blocks of ${blockSize} bytes, ${seconds.toFixed(1)} s`;
}

/** What came of comparing a kernel with its model, for a person. */
export function conformText({ boots, agreed, diverging, undecided, events, met }: ConformResult, paint: Paint): string {
  const runs = boots.reduce((sum, boot) => sum + boot.runs, 0);
  const verdict =
    diverging.length > 0
      ? paint.red(`${diverging.length} writes diverge`)
      : undecided.length > 0
        ? paint.yellow("no divergence")
        : paint.green("no divergence");
  const lacking = [...new Set(boots.flatMap(({ withoutProbes }) => withoutProbes))];
  const features = Object.entries(met).sort(([, one], [, other]) => other - one);
  return [
    ...diverging.flatMap((one) => [divergingText(one), ""]),
    ...undecided.map(({ name, fate, why }) => `${name}: ${fate}${why === undefined ? "" : ` (${why})`}`),
    ...lacking.map((probe) => `without its probe: ${probe}`),
    ...boots.flatMap(({ complaints }) => complaints.map((complaint) => `the kernel complained: ${complaint}`)),
    `with ${features.map(([what, count]) => `${what}: ${count}`).join("; ")}`,
    `${verdict}: ${agreed} of ${runs} writes and ${events} events are what the model allows${undecided.length > 0 ? `; ${undecided.length} undecided` : ""}`,
  ].join("\n");
}

/** A counterexample to the model: the write, what the kernel did, and where the model cannot follow. */
function divergingText({ scenario, divergence: { kernel, event, model } }: Diverging): string {
  const told = kernel.events.map((one, index) => `  ${index === event ? "✗" : " "} ${eventText(one)}`);
  const instead = event === undefined ? [] : [`    the model, instead: ${model.events[event] === undefined ? "nothing" : eventText(model.events[event])}`];
  return [
    `${scenario.name} diverges:`,
    ...scriptOf(scenario)
      .trim()
      .split("\n")
      .map((line) => `    ${line}`),
    "  the kernel:",
    ...told,
    ...instead,
    `  the kernel's outcome: ${JSON.stringify(kernel.outcome)}`,
    ...(model.outcome === undefined ? [] : [`  the model's outcome:  ${JSON.stringify(model.outcome)}`]),
  ].join("\n");
}
