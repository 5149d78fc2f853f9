import type { Paint } from "../../report/paint.js";
import { eventText } from "../predict/seenEvent.js";
import { byteOf, bytesIn, lengthOf, type Scenario } from "../scenario/scenario.js";
import type { Judged, ReplayCell, ReplayResult } from "./replayCells.js";

/** What letters stand for. */
export const LEGEND = "N new, o old, 0 zero, S stale: what somebody else once wrote to the disk, G garbage: uninitialised memory, ? several kinds";

/** A replay, for a person: each scenario on each kernel, predicted and seen; then what the counterexample's kernel did, event by event. */
export function replayText({ cells, guests }: ReplayResult, title: string, paint: Paint): string {
  const [first] = cells;
  if (first === undefined) return "";
  const shown = cells.filter(({ scenario }) => scenario.name === first.scenario.name).at(-1) as ReplayCell;
  const failed = cells.filter(({ asPredicted }) => asPredicted !== true);
  return [
    paint.bold(title),
    describe(first.scenario),
    "",
    ...table(cells, paint),
    "",
    ...eventLines(shown, paint),
    ...failed.filter((cell) => cell !== shown && cell.kernel !== undefined).flatMap((cell) => ["", ...eventLines(cell, paint)]),
    "",
    LEGEND,
    ...guests.map(
      ({ release, tainted, seconds }, index) => `${nameOf(kernelsOf(cells)[index])}: ${release ?? "?"}, tainted ${tainted ?? "?"}, ${seconds.toFixed(1)} s`,
    ),
    ...guests.flatMap(({ complaints, withoutProbes }) => [
      ...complaints.map((one) => `the kernel complained: ${one}`),
      ...withoutProbes.map((one) => `without its probe: ${one}`),
    ]),
    failed.length === 0 ? paint.green(`${cells.length} of ${cells.length} as predicted`) : paint.red(`${failed.length} of ${cells.length} not as predicted`),
  ].join("\n");
}

/** The write, in a sentence. */
export function describe(scenario: Scenario): string {
  const { pos, size, filesystem, evictions, userPages, mapped, bounds } = scenario;
  const file = mapped.includes(true) ? "some of whose blocks are on disk" : "that is all hole";
  const away = evictions.map(
    ({ userPage, becomes }) => `, user page ${userPage} ${becomes === "absent" ? "goes away" : "is unmapped"} after it was faulted in`,
  );
  return `${filesystem}: write of ${bytesIn(scenario, pos, lengthOf(scenario))} bytes at ${byteOf(scenario, pos)} to a file of ${byteOf(scenario, size)} bytes ${file}; user pages ${userPages.join(", ")}${away.join("")} (a cell is ${4096 / bounds.PAGE} bytes)`;
}

function kernelsOf(cells: readonly ReplayCell[]): readonly Judged[] {
  return [...new Set(cells.map(({ judged }) => judged))];
}

function nameOf(judged: Judged | undefined): string {
  return judged === undefined ? "?" : [judged.model.name, ...(judged.mutation === undefined ? [] : [judged.mutation.name])].join(" + ");
}

/** One line a scenario and kernel: what the model says the file holds, and what it held at each moment. */
function table(cells: readonly ReplayCell[], paint: Paint): readonly string[] {
  const head = ["scenario", "kernel", "model says", "cached", "dropped", "remounted", "returned", ""];
  const rows = cells.map(({ scenario, judged, predicted, kernel, fate, why, asPredicted }) => {
    const [cached = "-", dropped = "-", remounted = "-"] = kernel === undefined ? [] : Object.values(kernel.outcome.content);
    const mark = asPredicted === undefined ? `${fate}${why === undefined ? "" : `: ${why}`}` : asPredicted ? "✓" : "✗";
    return [
      scenario.name,
      nameOf(judged),
      predicted.outcome.content.cached || "(empty)",
      cached || "(empty)",
      dropped || "(empty)",
      remounted || "(empty)",
      kernel === undefined ? "-" : String(kernel.outcome.returned),
      mark,
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] as string).length)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => text.padEnd(widths[column] as number))
      .join("  ")
      .trimEnd();
  return [paint.dim(line(head)), ...rows.map(line)];
}

/** The kernel's events beside the model's steps, up to the first that differs. */
function eventLines({ scenario, judged, predicted, kernel, parts }: ReplayCell, paint: Paint): readonly string[] {
  const head = paint.bold(`${scenario.name} on ${nameOf(judged)}: what the kernel did, and the step of the model that says so`);
  if (kernel === undefined) return [head, "  nothing that counts"];
  const lines = kernel.events.map((event, index) => {
    const isSame = parts === undefined || index < parts;
    const step = predicted.steps[index]?.replace(/^writer\//, "");
    return `  ${isSame ? paint.green("✓") : paint.red("✗")} ${eventText(event).padEnd(72)} ${isSame ? paint.dim(step ?? "") : ""}`.trimEnd();
  });
  const instead =
    parts === undefined ? [] : [`    the model, instead: ${predicted.events[parts] === undefined ? "nothing" : eventText(predicted.events[parts])}`];
  return [head, ...lines, ...instead];
}
