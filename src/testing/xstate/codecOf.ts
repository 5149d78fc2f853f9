import { close, type MarkedDomain } from "../../language/domain.js";
import { type Domain, SpecError } from "../../language/index.js";
import { callSite } from "../../language/site.js";
import { arrayCodec } from "./arrayCodec.js";
import type { AnyContextDomain, Codec } from "./codec.js";
import { objectCodec } from "./objectCodec.js";
import { scalarCodec } from "./scalarCodec.js";
import { setCodec } from "./setCodec.js";

/**
 * How the values that `described` describes are kept.
 * @throws SpecError FL101 for an ill-formed domain, FL404 for what describes nothing
 */
export function codecOf(described: AnyContextDomain, name: string): Codec<unknown> {
  if (isCodec(described)) return described;
  if (isDomain(described)) return domainCodec(close(described, {}), name);
  if (typeof described === "object" && described !== null) {
    return objectCodec(Object.fromEntries(Object.entries(described).map(([key, part]) => [key, codecOf(part, `${name}.${key}`)])));
  }
  const hint = "give it a domain such as range(0, 3), a codec such as optional(bool), or an object with one for each property";
  throw new SpecError("FL404", `${name} is described by ${String(described)}`, hint, callSite());
}

function isCodec(described: AnyContextDomain): described is Codec<unknown> {
  return typeof (described as Partial<Codec<unknown>> | undefined)?.read === "function";
}

function isDomain(described: AnyContextDomain): described is Domain<unknown> {
  return typeof (described as Partial<Domain<unknown>> | undefined)?.kind === "string";
}

function domainCodec({ domain, marks }: MarkedDomain, name: string): Codec<unknown> {
  if (marks.length > 0) throw new SpecError("FL101", `${name} is marked ${marks.join(" and ")}`, "a machine's context has no marks: drop them", callSite());
  switch (domain.kind) {
    case "boolean":
    case "range":
    case "oneOf":
      return scalarCodec(domain);
    case "subset":
      return setCodec(domain.members);
    case "record":
      return objectCodec(Object.fromEntries(Object.entries(domain.fields).map(([key, field]) => [key, domainCodec(field, `${name}.${key}`)])));
    case "vector":
      return arrayCodec(domain.length, domainCodec({ domain: domain.element, marks: [] }, `${name}[]`));
  }
}
