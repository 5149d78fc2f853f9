import type { Progress } from "../engine/engine.js";
import { formatCount, formatSeconds } from "../report/formatNumber.js";
import type { Job } from "./job.js";

const CLEAR = "\r\u001b[K";

/** The line that a long run keeps up to date: on a terminal only, and gone when the results are printed. */
export class ProgressLine {
  private readonly running = new Map<Job, Progress>();
  private finished = 0;

  constructor(
    private readonly jobs: number,
    private readonly stream: NodeJS.WriteStream,
  ) {}

  show(job: Job, progress: Progress): void {
    this.running.set(job, progress);
    if (this.stream.isTTY) this.stream.write(CLEAR + this.text().slice(0, (this.stream.columns || 80) - 1));
  }

  done(job: Job): void {
    this.running.delete(job);
    this.finished++;
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write(CLEAR);
  }

  /** The search that has been running longest, in figures, and how many others there are. */
  private text(): string {
    const [longest] = [...this.running].sort(([, a], [, b]) => b.seconds - a.seconds);
    if (longest === undefined) return "";
    const [job, { states, seconds, depth, frontier }] = longest;
    const rate = formatCount(Math.round(states / Math.max(seconds, 0.001)));
    const figures = [`${formatCount(states)} states`, `${rate}/s`, `depth ${depth}`, `frontier ${formatCount(frontier)}`, `${formatSeconds(seconds)} s`];
    const others = this.running.size > 1 ? `, ${this.running.size - 1} more running` : "";
    return `${this.finished}/${this.jobs} runs done · ${nameOf(job)}: ${figures.join(" · ")}${others}`;
  }
}

function nameOf({ source, run }: Job): string {
  return `${sourceName(source)} run ${run + 1}`;
}

function sourceName(source: Job["source"]): string {
  switch (source.kind) {
    case "check":
    case "sweep":
      return source.id;
    case "variation":
      return source.variation.check;
    default:
      return [source.choice.kernel, ...source.choice.patches].join(" + ");
  }
}
