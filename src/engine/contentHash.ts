import { createHash } from "node:crypto";
import { type ComposedModel, compose, type Instance } from "../language/compose.js";
import type { ComposedAtom } from "../language/composeTemporal.js";
import { showFormula } from "../language/formula.js";
import type { Refinement } from "../language/index.js";
import type { AnyCall } from "../language/machine.js";

/**
 * Names the question that a model asks: a SHA-256 of its layout, bounds, processes, machines and properties with the source of
 * their bodies as it runs. Helper functions count by their name only: a body's text does not contain what it calls.
 */
export function contentHash(composed: ComposedModel): string {
  const known = hashes.get(composed) ?? hashOf(composed);
  hashes.set(composed, known);
  return known;
}

/** It is asked for twice in each run: what its answer is called, and what its module is kept by. */
const hashes = new WeakMap<ComposedModel, string>();

function hashOf(composed: ComposedModel): string {
  const { model, temporal, parameters, slots, processes, instances } = composed;
  const question = {
    parameters,
    slots: slots.map(({ name, domain, ghost, rigid }) => [name, domain, ghost, rigid]),
    processes: processes.map(({ name, daemon, definition: { with: given, copy } }) => [
      name,
      daemon,
      String(given),
      ...(copy === undefined ? [] : [copy.copies.name]),
    ]),
    instances: instances.map(describe),
    initial: String(model.initial),
    properties: (model.properties ?? []).map(({ name, kind, holds }) => [name, kind, String(holds)]),
    temporal: temporal.map(({ property, atoms, fairness }) => [property.name, showFormula(property.formula), [...atoms.values()].map(describeAtom), fairness]),
  };
  return createHash("sha256").update(JSON.stringify(question)).digest("hex");
}

/** Names the question whether a model refines another. */
export function refinementHash(composed: ComposedModel, { abstract, through, abstractThrough, ends }: Refinement): string {
  const question = [contentHash(composed), contentHash(compose(abstract)), String(through.see), String(abstractThrough?.see), ends === true];
  return createHash("sha256").update(JSON.stringify(question)).digest("hex");
}

function describeAtom(atom: ComposedAtom): unknown {
  return atom.kind === "predicate" ? String(atom.holds) : atom;
}

function describe({ path, machine }: Instance): unknown {
  const calls = Object.entries(machine.calls) as [string, AnyCall][];
  return {
    path,
    start: machine.start,
    exits: machine.prototype.exits,
    steps: Object.entries(machine.steps).map(([name, body]) => [name, String(body)]),
    calls: calls.map(([name, { to, with: given, on }]) => [name, to.name, String(given), Object.entries(on).map(([exit, body]) => [exit, String(body)])]),
  };
}
