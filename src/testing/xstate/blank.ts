import type { ClosedDomain, MarkedDomain } from "../../language/domain.js";
import type { Subset } from "../../language/index.js";

type Holder = Record<string | number, unknown>;

/** Gives each field the first value of its domain, so that nothing is left of a state in the one after it. */
export function blank(holder: object, fields: Readonly<Record<string, MarkedDomain>>): void {
  for (const [name, { domain }] of Object.entries(fields)) blankMember(holder as Holder, name, domain);
}

function blankMember(holder: Holder, key: string | number, domain: ClosedDomain): void {
  switch (domain.kind) {
    case "boolean":
      holder[key] = false;
      break;
    case "range":
      holder[key] = domain.least;
      break;
    case "oneOf":
      holder[key] = domain.labels[0];
      break;
    case "subset":
      (holder[key] as Subset<number | string>).clear();
      break;
    case "record":
      blank(holder[key] as object, domain.fields);
      break;
    case "vector":
      for (let index = 0; index < domain.length; index++) blankMember(holder[key] as Holder, index, domain.element);
  }
}
