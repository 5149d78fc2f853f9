import type { PropertyFate } from "../../proof/fates.js";
import type { Effect, Proof } from "../../proof/proof.js";
import type { Strength } from "../../proof/strength.js";
import type { FoundIn, Side } from "../../proof/violations.js";
import { formatCount } from "../formatNumber.js";

const EFFECTS: Readonly<Record<Effect, string>> = {
  fixes: "fixes what it is asked to fix",
  "fixes unless": "fixes what it is asked to fix, unless something happens that need not",
  "makes rarer": "makes what is wrong rarer, and does not fix it",
  hides: "hides what is wrong, and does not fix it",
  none: "does nothing about what is wrong",
};

/** What a patch comes to, in one sentence without its subject: `hides what is wrong, and does not fix it`. */
export function effectText({ bug, gone, kept, effect, proved, strong }: Proof): string {
  if (kept.answer === "no") return `breaks what held before${bug.answer === "yes" ? `; it ${EFFECTS[effect]}` : ""}`;
  if (bug.answer === "no") return "has nothing to fix: nothing that is asked is violated without it";
  if (gone.answer === "no") return EFFECTS[effect];
  if (proved === "yes") return `${EFFECTS.fixes}, and breaks nothing`;
  if (strong.answer === "no") return "fixes what it is asked to fix, and breaks nothing that the models see, but they do not see enough";
  return "is not decided yet";
}

/** `gone`, `rarer`, or `gone unless a page vanishes` */
export function fateText({ fate, unless }: PropertyFate): string {
  return unless.length === 0 ? fate : `${fate} ${unless.join(", or ")}`;
}

/** `4,113 → 3,094`: from how many initial states it can be violated; models where that was not counted. */
export function fateNumbers({ before, after }: PropertyFate): { readonly models: string; readonly cases: string } {
  return {
    models: `${before.models} → ${after?.models ?? 0}`,
    cases: before.cases === null ? "–" : `${formatCount(before.cases)} → ${after === null ? 0 : after.cases === null ? "?" : formatCount(after.cases)}`,
  };
}

/** `63 of 70 mutants are noticed` */
export function noticedText({ killed, survived, undecided }: Strength & { readonly asked: true }): string {
  return `${killed} of ${killed + survived + undecided} mutants of the patched functions are noticed`;
}

/** A trace, and what it shows. */
export interface ShownTrace extends FoundIn {
  readonly title: string;
  /** Whose run it is: with the patch, or without. */
  readonly side: Side;
}

/** The one run that says most: one that breaks what held, else one that still goes wrong, else the one that is gone. */
export function tellingTrace({ kernel, patches, bug, gone, kept }: Proof): ShownTrace | undefined {
  const patched = [kernel, ...patches.map(({ name }) => name)].join(" + ");
  const broken = kept.broken.find(({ shortest }) => shortest !== null);
  if (broken?.shortest) return { ...broken.shortest, side: "after", title: `${patched} breaks what ${kernel} keeps` };
  const left = gone.properties.find(({ trace }) => trace !== null);
  if (left?.trace) return { ...left.trace, side: "after", title: `${patched} still goes wrong` };
  return bug.shortest === null ? undefined : { ...bug.shortest, side: "before", title: `what ${kernel} does, and ${patched} does not` };
}
