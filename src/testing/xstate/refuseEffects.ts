import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, ExecutableActionObject, UnknownAction } from "xstate";
import { SpecError } from "../../language/index.js";
import { callSite } from "../../language/site.js";

/** Actions of XState that change the snapshot only, which its transition function does itself, or only tell somebody something. */
const TAKEN = ["xstate.assign", "xstate.raise", "xstate.enqueueActions", "xstate.cancel", "xstate.log", "xstate.emit"];

/** Which actions of one's own are known to change nothing that the machine sees. */
export type Outputs = readonly string[] | "all";

/**
 * Looks through a machine for what a search cannot follow.
 * @throws SpecError FL402 for what depends on time or on other actors, FL403 for an action that might do anything
 */
export function refuseEffects(machine: AnyStateMachine, outputs: Outputs): void {
  for (const node of nodesOf(machine.root)) {
    if (node.invoke.length > 0) refuse(`state '${node.id}' invokes '${node.invoke[0]?.src}'`, INSTEAD_OF_ACTORS);
    if (node.after.length > 0) refuse(`state '${node.id}' has an 'after'`, INSTEAD_OF_TIME);
    const transitions = [...[...node.transitions.values()].flat(), ...(node.always ?? []), ...(node.type === "compound" ? [node.initial] : [])];
    const actions = [...node.entry, ...node.exit, ...transitions.flatMap((transition) => transition.actions as readonly UnknownAction[])];
    for (const action of actions) refuseAction(resolved(machine, action), `state '${node.id}'`, outputs);
  }
}

const INSTEAD_OF_ACTORS = "model what it sends back as events, and say in `events` which there are";
const INSTEAD_OF_TIME = "an event of your own in its place can come at any moment, which covers every delay";

/** An action as far as it matters here. */
interface Resolved {
  readonly type: string;
  readonly delay: unknown;
}

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesOf)];
}

/** The action that a machine means: in the place, or by name. */
function resolved({ implementations }: AnyStateMachine, action: UnknownAction): Resolved {
  const name = typeof action === "function" ? action.name : typeof action === "string" ? action : action.type;
  const body: unknown = typeof action === "function" ? action : (implementations.actions as Record<string, unknown>)[name];
  const builtIn = typeof body === "function" && "resolve" in body ? (body as unknown as Resolved) : undefined;
  return builtIn ?? { type: name || "(anonymous)", delay: undefined };
}

function refuseAction({ type, delay }: Resolved, where: string, outputs: Outputs): void {
  if (TAKEN.includes(type)) {
    if (delay !== undefined) refuse(`${where} raises an event after a delay`, INSTEAD_OF_TIME);
  } else if (type.startsWith("xstate.")) {
    refuse(`${where} has the action ${type}`, INSTEAD_OF_ACTORS);
  } else if (outputs !== "all" && !outputs.includes(type)) {
    throw new SpecError(
      "FL403",
      `${where} has the action '${type}', which is no assign`,
      "a search does not run it: if it changes nothing that guards and assigns see, name it in `outputs`",
      callSite(),
    );
  }
}

/**
 * Looks at what a transition wants done: enqueueActions and assign may want what no look at the machine shows.
 * @throws SpecError as {@link refuseEffects} does
 */
export function refuseWanted(actions: readonly ExecutableActionObject[], { children }: AnyMachineSnapshot, where: string, outputs: Outputs): void {
  for (const { type, params } of actions) refuseAction({ type, delay: (params as Partial<Resolved> | undefined)?.delay }, where, outputs);
  const [child] = Object.keys(children as object);
  if (child !== undefined) refuse(`${where} spawned the actor '${child}'`, INSTEAD_OF_ACTORS);
}

function refuse(what: string, hint: string): never {
  throw new SpecError("FL402", `${what}, which cannot be explored`, hint, callSite());
}
