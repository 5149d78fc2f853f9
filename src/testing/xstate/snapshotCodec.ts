import type { AnyHistoryValue, AnyMachineSnapshot, AnyStateMachine, StateValue } from "xstate";
import { closeFields } from "../../language/domain.js";
import type { Domain, Fields } from "../../language/index.js";
import { blank } from "./blank.js";
import { Cell } from "./cell.js";
import type { AnyContextDomain } from "./codec.js";
import { codecOf } from "./codecOf.js";
import { historyCodec } from "./historyCodec.js";
import { stateValueCodec } from "./stateValueCodec.js";

/** A machine's snapshots as states of a model. `output` is not kept: nothing follows a machine that is done. */
export interface SnapshotCodec {
  readonly variables: Fields;
  read(shared: object): AnyMachineSnapshot;
  write(shared: object, snapshot: AnyMachineSnapshot): void;
}

/** How the snapshots of `machine`, whose context takes the values that `context` describes, are kept. */
export function snapshotCodec(machine: AnyStateMachine, context: AnyContextDomain): SnapshotCodec {
  const codecs = {
    state: stateValueCodec(machine.root),
    context: codecOf(context, "context"),
    history: historyCodec(machine.root),
  };
  const variables: Record<keyof typeof codecs, Domain<unknown>> = {
    state: codecs.state.domain,
    context: codecs.context.domain,
    history: codecs.history.domain,
  };
  const closed = closeFields(variables, {});
  const cell = (shared: object, variable: keyof typeof codecs): Cell => new Cell(shared, variable, `${machine.id}: ${variable}`);
  return {
    variables,
    read: (shared) =>
      machine.resolveState({
        value: codecs.state.read(cell(shared, "state")),
        context: codecs.context.read(cell(shared, "context")),
        historyValue: codecs.history.read(cell(shared, "history")),
      }),
    write(shared, snapshot) {
      blank(shared, closed);
      codecs.state.write(cell(shared, "state"), snapshot.value satisfies StateValue);
      codecs.context.write(cell(shared, "context"), snapshot.context);
      codecs.history.write(cell(shared, "history"), snapshot.historyValue satisfies AnyHistoryValue);
    },
  };
}
