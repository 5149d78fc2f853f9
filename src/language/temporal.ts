import type { Fairness } from "./fairness.js";
import type { Formula, Predicate } from "./formula.js";
import { ended, eventually, globally, implies, until } from "./ltl.js";
import { recordOrigin } from "./machine.js";
import { parseFormula } from "./parseFormula.js";
import type { PropertyText } from "./property.js";
import { callSite, type Site } from "./site.js";

/** A named, documented, sourced statement about a system's infinite runs, under fairness. */
export interface TemporalProperty {
  readonly name: string;
  readonly kind: "temporal";
  readonly about: string;
  readonly source: string;
  readonly formula: Formula;
  /** What is assumed besides the fairness of the model. */
  readonly fairness: readonly Fairness[];
  readonly site: Site | undefined;
}

/** The words that go with a temporal property, and the fairness that it assumes besides its model's. */
export interface TemporalText extends PropertyText {
  readonly fairness?: readonly Fairness[];
}

type Holds = Predicate["holds"];

/** What a part of a temporal property may be given as: a state predicate, or a formula. */
export type Claim = Holds | Formula;

/** Builds a temporal property, and remembers where its predicates were written. */
export function defineTemporal(name: string, { about = "", source = "", fairness = [] }: TemporalText, formula: Formula): TemporalProperty {
  return { name, kind: "temporal", about, source, formula, fairness, site: callSite() };
}

/** A state predicate with a name, for formulas. */
export function definePredicate(name: string, holds: Holds): Formula {
  return predicate(name, holds, callSite(), "1");
}

/** The temporal properties of a {@link System}; a predicate's origin is the number of the argument that it is. */
export const temporalWords = {
  predicate: definePredicate,
  terminates: (name: string, text: TemporalText, process: string) => defineTemporal(name, text, eventually(ended(process))),
  eventually: (name: string, text: TemporalText, p: Claim) => defineTemporal(name, text, eventually(claim("p", p, "2"))),
  infinitelyOften: (name: string, text: TemporalText, p: Claim) => defineTemporal(name, text, globally(eventually(claim("p", p, "2")))),
  eventuallyAlways: (name: string, text: TemporalText, p: Claim) => defineTemporal(name, text, eventually(globally(claim("p", p, "2")))),
  leadsTo: (name: string, text: TemporalText, p: Claim, q: Claim) =>
    defineTemporal(name, text, globally(implies(claim("p", p, "2"), eventually(claim("q", q, "3"))))),
  until: (name: string, text: TemporalText, p: Claim, q: Claim) => defineTemporal(name, text, until(claim("p", p, "2"), claim("q", q, "3"))),
  temporal: (name: string, text: TemporalText, formula: Formula | string, atoms: Readonly<Record<string, Claim>> = {}) =>
    defineTemporal(name, text, typeof formula === "string" ? read(formula, atoms) : formula),
};

function read(text: string, atoms: Readonly<Record<string, Claim>>): Formula {
  const named = Object.entries(atoms).map(([name, given]) => [name, claim(name, given, "3", name)] as const);
  return parseFormula(text, Object.fromEntries(named), callSite());
}

function claim(name: string, given: Claim, ...path: readonly string[]): Formula {
  return typeof given === "function" ? predicate(name, given, callSite(), ...path) : given;
}

function predicate(name: string, holds: Holds, site: Site | undefined, ...path: readonly string[]): Formula {
  recordOrigin(holds, site, ...path);
  return { op: "atom", atom: { kind: "predicate", name, holds, site } };
}
