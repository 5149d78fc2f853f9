import type { ChoiceCoverage } from "../coverage/coverage.js";
import { formatCount } from "./formatNumber.js";

/** A choice with its answers in one line: `coins: 1 ×2, 2 ×2, 3 never taken`. */
export function choiceText({ label, answers, matters }: ChoiceCoverage): string {
  if (answers.length === 0) return `${label}: never asked`;
  const told = answers.map(({ value, taken }) => (taken === 0 ? `${value} never taken` : `${value} ×${formatCount(taken)}`));
  const idle = answers.length > 1 && !matters ? "; makes no difference" : "";
  return `${label}: ${told.join(", ")}${idle}`;
}
