import type { Kernel } from "../../language/index.js";
import { type Asking, askGuest } from "../askGuest.js";
import { judgeRun } from "../conform/judgeRun.js";
import type { Fate, GuestReport } from "../console/guestReport.js";
import type { Mutation } from "../mutations.js";
import type { KernelRun } from "../predict/kernelRun.js";
import { type PossibleRun, possibleRuns } from "../predict/possibleRuns.js";
import type { Scenario } from "../scenario/scenario.js";

/** A kernel that scenarios are run on, and its model. */
export interface Judged {
  readonly mutation: Mutation | undefined;
  readonly model: Kernel;
}

/** One scenario on one kernel: what the model says, what the kernel did. */
export interface ReplayCell {
  readonly scenario: Scenario;
  readonly judged: Judged;
  readonly predicted: PossibleRun;
  readonly fate: Fate;
  readonly why: string | undefined;
  readonly kernel: KernelRun | undefined;
  /** The kernel did what the model says, step by step, and the file came out so; `undefined` where the guest's report is not whole. */
  readonly asPredicted: boolean | undefined;
  /** The first of the kernel's events that is another one. */
  readonly parts: number | undefined;
}

/** What came of a replay. */
export interface ReplayResult {
  readonly cells: readonly ReplayCell[];
  /** One for each kernel. */
  readonly guests: readonly GuestReport[];
}

/** Runs scenarios on kernels, one boot for each kernel, and holds what they did against the models. */
export async function replayCells(asking: Asking, kernels: readonly Judged[], scenarios: readonly Scenario[]): Promise<ReplayResult> {
  const cells: ReplayCell[] = [];
  const guests: GuestReport[] = [];
  for (const judged of kernels) {
    const guest = await askGuest({ ...asking, mutation: judged.mutation }, scenarios);
    guests.push(guest);
    scenarios.forEach((scenario, index) => {
      const predicted = possibleRuns(judged.model, scenario).at(-1) as PossibleRun;
      const report = guest.scenarios[index];
      if (report === undefined) return;
      const judgement = report.fate === "whole" ? judgeRun(judged.model, scenario, report) : undefined;
      const parts = judgement === undefined || judgement.agrees ? undefined : judgement.event;
      cells.push({ scenario, judged, predicted, fate: report.fate, why: report.why, kernel: judgement?.kernel, asPredicted: judgement?.agrees, parts });
    });
  }
  return { cells, guests };
}
