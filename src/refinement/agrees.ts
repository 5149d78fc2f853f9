import { type Seen, type SeenList, SpecError } from "../language/index.js";

/**
 * Whether an abstract state may be the image of a state: wherever something is seen of the state, the same is seen of the abstract one. What is not
 * to be seen of the abstract one agrees with nothing but the same.
 * @throws SpecError FL112 if they are not of the same shape
 */
export function agrees(seen: Seen, abstract: Seen, name = ""): boolean {
  if (seen === undefined) return true;
  if (abstract === undefined) return false;
  if (typeof seen !== typeof abstract || isList(seen) !== isList(abstract)) {
    refuse(`${name || "what is seen"} is ${kindOf(seen)}, and ${kindOf(abstract)} in the abstract model`, "let the mapping give what the abstract model has");
  }
  if (isList(seen)) return listAgrees(seen, abstract as SeenList, name);
  if (typeof seen === "object") return recordAgrees(seen, abstract as Readonly<Record<string, Seen>>, name);
  return seen === abstract;
}

function listAgrees(seen: SeenList, abstract: SeenList, name: string): boolean {
  if (seen.length !== abstract.length)
    refuse(`${name} has ${seen.length} elements, and ${abstract.length} in the abstract model`, "give both models the same bounds");
  for (let index = 0; index < seen.length; index++) if (!agrees(seen[index], abstract[index], `${name}[${index}]`)) return false;
  return true;
}

function recordAgrees(seen: Readonly<Record<string, Seen>>, abstract: Readonly<Record<string, Seen>>, name: string): boolean {
  return Object.entries(seen).every(([field, value]) => {
    const path = name === "" ? field : `${name}.${field}`;
    if (!(field in abstract)) refuse(`the abstract model has no '${path}'`, `it has ${Object.keys(abstract).join(", ")}`);
    return agrees(value, abstract[field], path);
  });
}

function isList(value: Seen): value is SeenList {
  return Array.isArray(value);
}

function kindOf(value: Seen): string {
  return isList(value) ? "a list" : typeof value === "object" ? "a record" : `a ${typeof value}`;
}

function refuse(what: string, hint: string): never {
  throw new SpecError("FL112", `the mapping of a refinement does not fit: ${what}`, hint);
}
