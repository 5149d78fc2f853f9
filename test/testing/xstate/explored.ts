import type { AnyStateMachine, SnapshotFrom } from "xstate";
import type { SearchResult } from "../../../src/engine/result.js";
import type { FromXState } from "../../../src/testing/xstate/index.js";
import { explore } from "../../fixtures/explore.js";

/** A search with every snapshot and every transition that it saw, as texts. */
export interface Explored {
  readonly result: SearchResult;
  readonly snapshots: readonly string[];
  readonly transitions: readonly string[];
}

/** Explores a machine, and notes what properties are shown on the way. */
export function explored<M extends AnyStateMachine>(machine: FromXState<M>): Explored {
  const snapshots: string[] = [];
  const transitions: string[] = [];
  const states = machine.always("notes states", {}, (snapshot) => snapshots.push(textOf(snapshot)) > 0);
  const steps = machine.step("notes transitions", {}, (before, after) => transitions.push(`${textOf(before)} → ${textOf(after)}`) > 0);
  const result = explore(machine.model("explored", { properties: [states, steps] }));
  return { result, snapshots: snapshots.sort(), transitions: transitions.sort() };
}

/** A snapshot without what tells JSON-clean machines nothing. XState turns the order of parallel states around when it is done. */
export function textOf({ value, context }: SnapshotFrom<AnyStateMachine>): string {
  return JSON.stringify([value, context], (_, part: unknown) => (isObject(part) ? Object.fromEntries(Object.entries(part).sort()) : part));
}

function isObject(part: unknown): part is object {
  return typeof part === "object" && part !== null && !Array.isArray(part);
}
