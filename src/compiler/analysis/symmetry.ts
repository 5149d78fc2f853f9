import type { ComposedModel } from "../../language/compose.js";
import type { ClosedDomain } from "../../language/domain.js";
import { slotsOf } from "../../language/layout.js";

/** A vector with one element for each copy of a set. */
interface CopiesVector {
  readonly copies: string;
  readonly base: number;
  /** Slots of an element. */
  readonly stride: number;
  readonly length: number;
}

/** What a slot has to do with copies. */
export interface SlotRole {
  /** Its value is the number of a copy, or a set of them. */
  readonly value: { readonly kind: "id" | "set"; readonly copies: string } | undefined;
  /** The vectors that it lies in, outermost first. */
  readonly within: readonly CopiesVector[];
}

/** Processes that may be renumbered at will, with all that is renumbered with them. */
export interface CopySet {
  readonly name: string;
  readonly count: number;
  /** By copy: its processes. */
  readonly processes: readonly (readonly number[])[];
  /** By copy: its slots, alike in order: where its processes stand, their variables, its elements of vectors. What lies in two vectors is there twice. */
  readonly columns: readonly (readonly number[])[];
  /** Slots that hold the number of a copy, and those that hold a set of them. */
  readonly ids: readonly number[];
  readonly subsets: readonly number[];
  /** By what copies are put in order. */
  readonly key: CopyKey;
  /** The key tells everything: copies that it does not tell apart are the same. */
  readonly isSorted: boolean;
}

/** What of a state speaks of one copy, however the copies of other sets, or those that the key does not tell apart, are numbered. */
interface CopyKey {
  /** Positions in its column. */
  readonly positions: readonly number[];
  /** Slots outside all columns that may hold its number, alone or in a set. */
  readonly ids: readonly number[];
  readonly subsets: readonly number[];
}

/** By slot: what its domain says of copies. */
export function rolesOf({ variables, instances, slots }: Pick<ComposedModel, "variables" | "instances" | "slots">): readonly SlotRole[] {
  const roles: SlotRole[] = slots.map(() => ({ value: undefined, within: [] }));
  const visit = (domain: ClosedDomain, at: number, within: readonly CopiesVector[]): void => {
    if (domain.kind === "record") visitFields(domain.fields, at, within);
    else if (domain.kind === "vector") {
      const stride = slotsOf(domain.element);
      const inner = domain.copies === undefined ? within : [...within, { copies: domain.copies, base: at, stride, length: domain.length }];
      for (let index = 0; index < domain.length; index++) visit(domain.element, at + index * stride, inner);
    } else roles[at] = { value: roleOfValue(domain), within };
  };
  const visitFields = (fields: Extract<ClosedDomain, { kind: "record" }>["fields"], from: number, within: readonly CopiesVector[]): void => {
    let at = from;
    for (const { domain } of Object.values(fields)) {
      visit(domain, at, within);
      at += slotsOf(domain);
    }
  };
  visitFields(variables, 0, []);
  for (const { fields, firstSlot } of instances) visitFields(fields, firstSlot, []);
  return roles;
}

function roleOfValue(domain: ClosedDomain): SlotRole["value"] {
  if (domain.kind === "range" && domain.copies !== undefined) return { kind: "id", copies: domain.copies };
  return domain.kind === "subset" && domain.copies !== undefined ? { kind: "set", copies: domain.copies } : undefined;
}

/** The sets of copies of a model that has several of something. */
export function symmetryOf(composed: ComposedModel): readonly CopySet[] {
  const roles = rolesOf(composed);
  const drafts = namesOf(composed).map((name) => draftOf(composed, roles, name));
  const columnsOf = new Map<number, number>();
  for (const { columns } of drafts) for (const slot of columns.flat()) columnsOf.set(slot, (columnsOf.get(slot) ?? 0) + 1);
  const isOutside = (slot: number): boolean => !columnsOf.has(slot);
  return drafts.map((draft) => {
    const { columns, ids, subsets } = draft;
    const [first = []] = columns;
    const isSorted = columns.flat().every((slot) => columnsOf.get(slot) === 1) && [...ids, ...subsets].every(isOutside);
    const isTelling = (slot: number): boolean => isSorted || (columnsOf.get(slot) === 1 && roles[slot]?.value === undefined);
    const positions = [...first.keys()].filter((position) => columns.every((column) => isTelling(column[position] as number)));
    return { ...draft, isSorted, key: { positions, ids: ids.filter(isOutside), subsets: subsets.filter(isOutside) } };
  });
}

function namesOf({ processes }: ComposedModel): readonly string[] {
  const several = processes.flatMap(({ definition: { copy } }) => (copy !== undefined && copy.copies.count > 1 ? [copy.copies.name] : []));
  return [...new Set(several)];
}

function draftOf(composed: ComposedModel, roles: readonly SlotRole[], name: string): Omit<CopySet, "key" | "isSorted"> {
  const { processes, slots } = composed;
  const byRole = new Map<string, number[]>();
  for (const [process, { definition }] of processes.entries()) {
    const { copy } = definition;
    if (copy?.copies.name !== name) continue;
    const own = byRole.get(copy.role) ?? [];
    own[copy.number] = process;
    byRole.set(copy.role, own);
  }
  const [first = []] = byRole.values();
  const byCopy = [...first.keys()].map((number) => [...byRole.values()].map((own) => own[number] as number));
  const varies = (slot: number): boolean => slots[slot]?.least !== slots[slot]?.greatest;
  const elements = elementsOf(roles, name, byCopy.length);
  const columns = byCopy.map((own, number) =>
    [...own.flatMap((process) => slotsOfProcess(composed, process)), ...(elements[number] as number[])].filter(varies),
  );
  const holding = (kind: "id" | "set"): number[] =>
    [...roles.keys()].filter((slot) => varies(slot) && roles[slot]?.value?.kind === kind && roles[slot]?.value?.copies === name);
  return { name, count: byCopy.length, processes: byCopy, columns, ids: holding("id"), subsets: holding("set") };
}

function slotsOfProcess({ processes, instances }: ComposedModel, process: number): readonly number[] {
  const own = instances.filter((instance) => instance.process === process);
  const variables = own.flatMap(({ firstSlot, slotCount }) => Array.from({ length: slotCount }, (_, offset) => firstSlot + offset));
  return [processes[process]?.slot as number, ...variables];
}

/** By copy: its elements of the vectors of a set; those of outer vectors come before those of the vectors in them. */
function elementsOf(roles: readonly SlotRole[], name: string, count: number): readonly (readonly number[])[] {
  const elements: number[][] = Array.from({ length: count }, () => []);
  const deepest = roles.reduce((most, { within }) => Math.max(most, within.length), 0);
  for (let depth = 0; depth < deepest; depth++) {
    for (const [slot, { within }] of roles.entries()) {
      const vector = within[depth];
      if (vector?.copies === name) elements[Math.floor((slot - vector.base) / vector.stride)]?.push(slot);
    }
  }
  return elements;
}

/** Slots that may change with a renumbering, in order. */
export function movedSlots(sets: readonly CopySet[]): readonly number[] {
  const moved = new Set(sets.flatMap(({ columns, ids, subsets }) => [...columns.flat(), ...ids, ...subsets]));
  return [...moved].sort((a, b) => a - b);
}
