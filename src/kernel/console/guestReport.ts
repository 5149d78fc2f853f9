import type { Console } from "../guest/boot.js";
import { type Fact, factsOf } from "./factsOf.js";

/** When the file was looked at: at once, from the page cache; after dropping caches; after umount and mount. */
export const MOMENTS = ["cached", "dropped", "remounted"] as const;
/** One of the moments. */
export type Moment = (typeof MOMENTS)[number];

/** What a byte holds, as `driver.c` tells it: new, old, zero, stale, garbage, stored through a mapping, or none of these. */
export type ByteKind = "N" | "o" | "0" | "S" | "G" | "m" | "X";

/** Bytes of one kind, from `from` up to, but not including, `to`. */
export interface ByteRun {
  readonly from: number;
  readonly to: number;
  readonly kind: ByteKind;
}

/** The file at one moment. */
export interface FileSeen {
  readonly size: number;
  readonly runs: readonly ByteRun[];
}

/** An event that the kernel was probed for, or a mark of the driver: arguments in bytes. */
export interface RawEvent {
  readonly name: string;
  readonly args: Readonly<Record<string, number>>;
}

/** What became of a scenario in the guest. Only one that is `whole` says anything about the kernel's outcome. */
export type Fate = "whole" | "cut off" | "panic" | "hang" | "disk full" | "error" | "not run";

/** What a guest said of one scenario. */
export interface ScenarioReport {
  readonly name: string;
  readonly fate: Fate;
  /** Why it is not whole. */
  readonly why: string | undefined;
  readonly returned: { readonly count: number; readonly errno: number } | undefined;
  readonly files: Readonly<Partial<Record<Moment, FileSeen>>>;
  readonly events: readonly RawEvent[];
}

/** What a guest said. */
export interface GuestReport {
  readonly scenarios: readonly ScenarioReport[];
  /** `uname -r` */
  readonly release: string | undefined;
  /** The kernel was tainted when it ended: 0 for one that is as Debian made it. */
  readonly tainted: number | undefined;
  /** Probes that could not be set: their events are missing. */
  readonly withoutProbes: readonly string[];
  /** What the kernel complained about in its log. */
  readonly complaints: readonly string[];
  /** Lines that came through damaged. */
  readonly damaged: number;
  readonly seconds: number;
}

/** Reads what a guest wrote about the scenarios of these names. */
export function guestReport({ text, ended, seconds }: Console, names: readonly string[]): GuestReport {
  const { facts, damaged, others } = factsOf(text);
  const of = (kind: string): readonly Fact[] => facts.filter((fact) => fact.kind === kind);
  const about = byScenario(facts);
  const panicked = others.find((line) => /Kernel panic|Oops:|BUG: /.test(line));
  const end: End = { whole: of("end").length > 0, panicked, ended };
  return {
    scenarios: names.map((name) => scenarioReport(name, about.get(name) ?? [], end, damaged)),
    release: of("kernel")[0]?.words[0],
    tainted: numberOf(of("tainted")[0]?.words[0]),
    withoutProbes: of("noprobe").map(({ words }) => words.join(" ")),
    complaints: [...of("complaint").map(({ words }) => words.slice(1).join(" ")), ...(panicked === undefined ? [] : [panicked])],
    damaged,
    seconds,
  };
}

/** How the whole guest ended. */
interface End {
  readonly whole: boolean;
  readonly panicked: string | undefined;
  readonly ended: Console["ended"];
}

function byScenario(facts: readonly Fact[]): Map<string, Fact[]> {
  const about = new Map<string, Fact[]>();
  for (const fact of facts) {
    const [name = ""] = fact.words;
    const known = about.get(name);
    if (known === undefined) about.set(name, [fact]);
    else known.push(fact);
  }
  return about;
}

function scenarioReport(name: string, facts: readonly Fact[], end: End, damaged: number): ScenarioReport {
  const words = (kind: string): readonly string[] | undefined => facts.find((fact) => fact.kind === kind)?.words;
  const files: Partial<Record<Moment, FileSeen>> = {};
  for (const moment of MOMENTS) {
    const seen = fileSeen(facts, moment);
    if (seen !== undefined) files[moment] = seen;
  }
  const count = numberOf(words("returned")?.[1]);
  const errno = numberOf(words("returned")?.[2]);
  const returned = count === undefined || errno === undefined ? undefined : { count, errno };
  const events = facts.filter(({ kind }) => kind === "event").flatMap(({ words: [, event = "", ...args] }) => eventOf(event, args));
  const isWhole = end.whole && returned !== undefined && words("done") !== undefined && MOMENTS.every((moment) => files[moment] !== undefined);
  const [fate, why] = fateOf(words, end, isWhole, damaged);
  return { name, fate, why, returned, files, events };
}

function fateOf(words: (kind: string) => readonly string[] | undefined, end: End, isWhole: boolean, damaged: number): [Fate, string | undefined] {
  const told = (kind: string): string => (words(kind) ?? []).slice(1).join(" ");
  if (words("full") !== undefined) return ["disk full", told("full")];
  if (words("hang") !== undefined) return ["hang", "the write does not return"];
  if (words("error") !== undefined) return ["error", told("error")];
  if (isWhole && damaged === 0) return ["whole", undefined];
  if (isWhole) return ["cut off", `${damaged} lines of the console came through damaged: one of them may be about it`];
  const hasBegun = words("begin") !== undefined;
  if (end.panicked !== undefined)
    return hasBegun && words("done") === undefined ? ["panic", end.panicked] : ["not run", `the guest ended before: ${end.panicked}`];
  if (end.ended === "interrupted") return ["not run", "interrupted"];
  if (end.ended === "time limit") return hasBegun && words("done") === undefined ? ["hang", "time limit"] : ["not run", "time limit"];
  const what = end.ended === "emulator failed" ? "the emulator failed or was killed" : "the guest ended";
  return hasBegun ? ["cut off", `${what} in the midst of it`] : ["not run", `${what} before it`];
}

/** The file at a moment, if its runs follow on one another up to its size: a piece that is missing is not made up. */
function fileSeen(facts: readonly Fact[], moment: Moment): FileSeen | undefined {
  const of = (kind: string): readonly Fact[] => facts.filter((fact) => fact.kind === kind && fact.words[1] === moment);
  const size = numberOf(of("size")[0]?.words[2]);
  const runs = of("runs").flatMap(({ words }) => words.slice(2).flatMap(runOf));
  const isWhole = runs.every(({ from }, index) => from === (runs[index - 1]?.to ?? 0)) && (runs.at(-1)?.to ?? 0) === size;
  return size === undefined || !isWhole ? undefined : { size, runs };
}

function runOf(text: string): ByteRun[] {
  const [, from, to, kind] = /^(\d{1,15})-(\d{1,15})=([NoSGmX0])$/.exec(text) ?? [];
  return kind === undefined ? [] : [{ from: Number(from), to: Number(to), kind: kind as ByteKind }];
}

function eventOf(name: string, words: readonly string[]): RawEvent[] {
  if (!/^\w{1,16}$/.test(name)) return [];
  const args = words.flatMap((word) => {
    const [, key, value] = /^(\w{1,16})=(-?\d{1,20})$/.exec(word) ?? [];
    return key === undefined ? [] : [[key, Number(value)] as const];
  });
  return [{ name, args: Object.fromEntries(args) }];
}

function numberOf(word: string | undefined): number | undefined {
  return word !== undefined && /^-?\d{1,15}$/.test(word) ? Number(word) : undefined;
}
