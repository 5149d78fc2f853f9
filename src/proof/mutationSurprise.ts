import type { MutantFinding } from "../engine/compiled/mutantSearch.js";
import { DOMAINS, NO_DEADLOCK } from "../engine/result.js";
import type { Run } from "../language/index.js";

/** In what a run does not come out as expected. */
export interface Surprise {
  readonly property: string;
  readonly how: "violated" | "not violated" | "breaks a rule of the language";
  /** Transitions on a shortest path to the violation; null where no path shows it. */
  readonly transitions: number | null;
}

/** What a run was not expected to find, by the rules of `check`: its own verdict, and those of the properties that it names. */
export function surpriseIn(run: Run, { answers, broken, complete }: Pick<MutantFinding, "answers" | "broken" | "complete">): Surprise | undefined {
  if (broken !== undefined) return { property: broken, how: "breaks a rule of the language", transitions: null };
  const unwanted = unwantedIn(run);
  const violated = answers.filter(({ verdict }) => verdict === "violated").sort((a, b) => a.transitions - b.transitions);
  const first = violated.find(({ property }) => unwanted(property));
  if (first !== undefined) return { property: first.property, how: "violated", transitions: Number.isFinite(first.transitions) ? first.transitions : null };
  if (!complete) return undefined;
  const missing = Object.keys(run.properties ?? {}).find(
    (name) => run.properties?.[name] === "violated" && !violated.some(({ property }) => property === name),
  );
  if (missing !== undefined) return { property: missing, how: "not violated", transitions: null };
  return run.expect === "violated" && violated.length === 0 ? { property: "any property", how: "not violated", transitions: null } : undefined;
}

/** The properties of which one violation is enough for a run not to come out as expected. */
export function decisiveIn(run: Run): ReadonlySet<string> {
  const names = [...(run.model.properties ?? []).map(({ name }) => name), DOMAINS, NO_DEADLOCK];
  return new Set(names.filter(unwantedIn(run)));
}

function unwantedIn({ expect, properties = {} }: Run): (property: string) => boolean {
  return (property) => (properties[property] ?? (expect === "holds" ? "holds" : undefined)) === "holds";
}
