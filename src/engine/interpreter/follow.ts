import type { ComposedModel, ControlState, Instance } from "../../language/compose.js";
import { Violation } from "../../language/errors.js";
import { initialValue, type Slot } from "../../language/layout.js";
import type { AnyCall } from "../../language/machine.js";

/** What a specification calls `me`: the arguments, results and locals of an instance. */
export type Fields = Record<string, unknown>;

/** The views through which steps see one memory. */
export interface Views {
  readonly shared: object;
  readonly mine: ReadonlyMap<Instance, Fields>;
}

/**
 * Follows a name that a step returned to the control state that it means, entering calls and leaving machines on the way.
 * All of it belongs to the step's transition.
 */
export function follow(model: ComposedModel, views: Views, slots: Int32Array, from: Instance, name: string): ControlState["index"] {
  let instance = from;
  let next = name;
  for (;;) {
    const state = instance.states[next];
    if (state !== undefined) {
      if (!(next in instance.machine.steps)) clear(model, instance, slots, instance.results);
      return state;
    }
    const callee = instance.callees[next];
    if (callee !== undefined) {
      enter(model, views, instance, next, callee);
      next = callee.machine.start;
      instance = callee;
    } else if (instance.caller !== undefined && instance.machine.prototype.exits.includes(next)) {
      const { instance: caller, call } = instance.caller;
      const handler = call.on[next] as AnyCall["on"][string];
      next = handler(views.shared, mine(views, caller), mine(views, instance) as never, model.parameters);
      clear(model, instance, slots, NOTHING);
      instance = caller;
    } else {
      throw new Violation("unknown next state", `${instance.machine.prototype.name}() has no step, call or exit '${String(next)}'`);
    }
  }
}

const NOTHING = { from: 0, to: 0 };

/** Resets an instance, as leaving it does; at the end of a process its results stay, for properties to read. */
function clear({ slots: layout }: ComposedModel, { firstSlot, slotCount }: Instance, slots: Int32Array, kept: Instance["results"]): void {
  for (let slot = firstSlot; slot < firstSlot + slotCount; slot++) {
    if (slot < kept.from || slot >= kept.to) slots[slot] = initialValue(layout[slot] as Slot);
  }
}

function enter(model: ComposedModel, views: Views, caller: Instance, call: string, callee: Instance): void {
  const given = caller.machine.calls[call]?.with?.(views.shared, mine(views, caller), model.parameters) ?? {};
  Object.assign(mine(views, callee), given);
}

function mine(views: Views, instance: Instance): Fields {
  return views.mine.get(instance) as Fields;
}
