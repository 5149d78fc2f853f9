import type { ComposedModel } from "../language/compose.js";
import type { Problem } from "../language/errors.js";
import { originOf } from "../language/machine.js";
import type { Site } from "../language/site.js";
import { type FunctionNode, findBody } from "./findBody.js";
import { problemAtSite } from "./problemAt.js";
import { SourceProgram } from "./sourceProgram.js";

/** What a body is for: it decides which parameters it has, and whether it may return an object. */
export type BodyRole = "step" | "with" | "on" | "process" | "initial" | "property";

/** A function of a composed model, as a value and where it was recorded. */
export interface Body {
  readonly role: BodyRole;
  /** For people: `iomap_write_iter.copy`. */
  readonly name: string;
  // biome-ignore lint/complexity/noBannedTypes: steps, wirings, rules and predicates; only their identity matters here.
  readonly value: Function;
  /** Where to point when the function's own place is unknown. */
  readonly nearby: Site | undefined;
}

/** Every function of a model that a search calls, once each. */
export function bodiesOf({ model, predicates, instances }: ComposedModel): readonly Body[] {
  const bodies: Body[] = [];
  for (const { machine } of instances) {
    const { name } = machine.prototype;
    const nearby = machine.site;
    for (const [step, value] of Object.entries(machine.steps)) bodies.push({ role: "step", name: `${name}.${step}`, value, nearby });
    for (const [call, { with: given, on }] of Object.entries(machine.calls)) {
      if (given !== undefined) bodies.push({ role: "with", name: `${name}.${call} with`, value: given, nearby });
      for (const [exit, value] of Object.entries(on)) bodies.push({ role: "on", name: `${name}.${call} on ${exit}`, value, nearby });
    }
  }
  for (const { name, with: given, site } of model.processes) {
    if (given !== undefined) bodies.push({ role: "process", name: `process ${name} with`, value: given, nearby: site });
  }
  if (model.initial !== undefined) bodies.push({ role: "initial", name: `${model.name}: initial`, value: model.initial, nearby: undefined });
  for (const { name, holds, site } of model.properties ?? []) bodies.push({ role: "property", name: `property '${name}'`, value: holds, nearby: site });
  for (const { name, holds, site } of predicates) bodies.push({ role: "property", name: `predicate '${name}'`, value: holds, nearby: site });
  const seen = new Set<unknown>();
  return bodies.filter(({ value }) => !seen.has(value) && seen.add(value));
}

/** The sources of bodies, and a problem for each that has none. */
export interface FoundBodies {
  // biome-ignore lint/complexity/noBannedTypes: see Body.
  readonly nodes: ReadonlyMap<Function, FunctionNode>;
  readonly problems: readonly Problem[];
}

/** Finds the source of each body. All their files enter the program first, so that it is built once. */
export function findBodies(bodies: readonly Body[]): FoundBodies {
  for (const { value } of bodies) {
    const file = originOf(value)?.site.file;
    if (file !== undefined) SourceProgram.of(file).include([file]);
  }
  // biome-ignore lint/complexity/noBannedTypes: see Body.
  const nodes = new Map<Function, FunctionNode>();
  const problems: Problem[] = [];
  for (const body of bodies) {
    const origin = originOf(body.value);
    const node = origin && findBody(origin);
    if (node !== undefined) nodes.set(body.value, node);
    else problems.push(notFound(body, origin?.site ?? body.nearby));
  }
  return { nodes, problems };
}

function notFound({ name }: Body, site: Site | undefined): Problem {
  const hint = "write it as a method or an arrow function in the object literal that is passed, or name a function declared in a module";
  return problemAtSite(site, "FL206", `the source of ${name} cannot be found`, hint);
}
