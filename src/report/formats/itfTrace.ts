import type { ComposedModel } from "../../language/compose.js";
import type { ClosedDomain } from "../../language/domain.js";
import type { DecodedState, DecodedValue } from "../../trace/traceDocument.js";
import type { TraceFile } from "../traceFile.js";

/** An expression of the Informal Trace Format. */
export type ItfExpression =
  | boolean
  | string
  | { readonly "#bigint": string }
  | { readonly "#set": readonly ItfExpression[] }
  | { readonly "#map": readonly (readonly [ItfExpression, ItfExpression])[] }
  | readonly ItfExpression[]
  | { readonly [field: string]: ItfExpression };

/** A trace in the Informal Trace Format; `itf.schema.json` beside this file is its definition. */
export interface ItfTrace {
  readonly "#meta": Readonly<Record<string, unknown>>;
  readonly params: readonly string[];
  readonly vars: readonly string[];
  readonly states: readonly Readonly<Record<string, unknown>>[];
  /** The index of the state to which the last one goes back, if the run goes on for ever. */
  readonly loop?: number;
}

/**
 * A counterexample in the Informal Trace Format (Apalache, ADR-015), which tools for TLA+ read. Beside the variables a state has `at`, where each process
 * stands, and `locals`, the locals of the functions that are being executed. A step without a successor has no state.
 */
export function itfTrace({ trace, ...about }: TraceFile, { variables, instances }: ComposedModel): ItfTrace {
  const at = freeName("at", variables);
  const locals = freeName("locals", variables);
  const fields = new Map(instances.map((instance) => [instance.path, instance.fields]));
  const write = (state: DecodedState): Record<string, ItfExpression> => ({
    ...Object.fromEntries(
      Object.entries(variables).map(([name, { domain }]) => [fieldName(name), expressionOf(domain, state.variables[name] as DecodedValue)]),
    ),
    [at]: { "#map": Object.entries(state.at) },
    [locals]: { "#map": Object.entries(state.locals).map(([path, record]) => [path, recordOf(fields.get(path) ?? {}, record)] as const) },
  });
  const states = [
    ...(trace.initial.state ? [{ "#meta": { index: 0 }, ...write(trace.initial.state) }] : []),
    ...trace.steps.flatMap(({ process, path, function: name, step, choices, state }, index) =>
      state ? [{ "#meta": { index: index + 1, process, path, function: name, step, choices }, ...write(state) }] : [],
    ),
  ];
  return {
    "#meta": {
      format: "ITF",
      "format-description": "https://apalache.informal.systems/docs/adr/015adr-trace.html",
      description: `${about.check}: ${trace.property.name}`,
      ...about,
      failure: trace.failure,
      ...(trace.loop !== undefined && { fairness: trace.fairness ?? [], atoms: trace.atoms ?? [] }),
    },
    params: [],
    vars: [...Object.keys(variables).map(fieldName), at, locals],
    states,
    ...(trace.loop !== undefined && { loop: trace.loop }),
  };
}

type DomainFields = ComposedModel["variables"];

function freeName(wanted: string, variables: DomainFields): string {
  return wanted in variables ? freeName(`${wanted}_`, variables) : wanted;
}

/** The format keeps names that begin with `#` to itself. */
function fieldName(name: string): string {
  return name.replace(/^#/, "_#");
}

function recordOf(fields: DomainFields, record: Readonly<Record<string, DecodedValue>>): ItfExpression {
  return Object.fromEntries(Object.entries(fields).map(([name, { domain }]) => [fieldName(name), expressionOf(domain, record[name] as DecodedValue)]));
}

/** A decoded value does not say whether it is a set or a vector, so its domain is asked. */
function expressionOf(domain: ClosedDomain, value: DecodedValue): ItfExpression {
  switch (domain.kind) {
    case "boolean":
    case "oneOf":
      return value as boolean | string;
    case "range":
      return { "#bigint": String(value) };
    case "subset":
      return { "#set": (value as readonly (number | string)[]).map(memberOf) };
    case "record":
      return recordOf(domain.fields, value as Readonly<Record<string, DecodedValue>>);
    case "vector":
      return (value as readonly DecodedValue[]).map((element) => expressionOf(domain.element, element));
  }
}

function memberOf(member: number | string): ItfExpression {
  return typeof member === "number" ? { "#bigint": String(member) } : member;
}
