import { SpecError } from "./errors.js";
import { callSite } from "./site.js";
import { guardState } from "./when.js";

/** What may be written now. `initial`: everything; `step`: all but rigid variables; `frozen`: nothing. */
export type Phase = "initial" | "step" | "frozen";

/** The slots that views read and write. */
export class Memory {
  readonly slots: Int32Array;
  phase: Phase = "frozen";
  /** Counts the frozen states, so that what was decoded for one is not shown for the next. */
  edition = 0;

  constructor(length: number) {
    this.slots = new Int32Array(length);
  }

  /** Holds a copy of `state` from now on. */
  load(state: Int32Array, phase: Phase): void {
    this.slots.set(state);
    this.phase = phase;
    this.edition++;
  }

  /** From now on the state may be looked at, and not changed. */
  freeze(): void {
    this.phase = "frozen";
    this.edition++;
  }
}

/** Where a variable, a field or an element lives. */
export interface Place {
  readonly memory: Memory;
  /** Its first slot. */
  readonly at: number;
  readonly name: string;
  readonly rigid: boolean;
}

/** `folios[1].uptodate`: the name of a field or an element of what lives at `place`. */
export function memberName({ name }: Place, member: string | number): string {
  if (typeof member === "number") return `${name}[${member}]`;
  return name === "" || member === "" ? name + member : `${name}.${member}`;
}

/**
 * Writes the slot `offset` of what lives at `place`, which belongs to its `member`.
 * @throws SpecError FL108 or FL109 where it may not be written now.
 */
export function write(place: Place, offset: number, value: number, member: string | number, rigid: boolean): void {
  const { memory } = place;
  if (memory.phase === "step") {
    if (rigid || place.rigid) refuseRigid(memberName(place, member));
    guardState.wrote = true;
  } else if (memory.phase === "frozen") {
    refuseFrozen(memberName(place, member));
  }
  memory.slots[place.at + offset] = value;
}

function refuseRigid(name: string): never {
  throw new SpecError("FL108", `${name} is rigid, yet a step writes it`, "drop the write, or declare the variable without rigid()", callSite());
}

function refuseFrozen(name: string): never {
  const hint = "write state in steps, wirings and initial rules only";
  throw new SpecError("FL109", `${name} is written where the state may only be looked at`, hint, callSite());
}
