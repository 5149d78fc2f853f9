import { apply, type Kernel, kernel, type Model, type ParameterValues, type Patch, range } from "../../../src/language/index.js";
import { insert, insertMachine } from "./insert.js";
import { nobodySeesHalfAState, noInsertIsDouble, noInsertIsLost, oneWorkerIsTold, somebodyLosesARace, whatIsPublishedIsWhole } from "./properties.js";
import { arenaIndex, key, NONE, table } from "./table.js";

/** A worker that inserts any states, one after the other. The index that an insertion did not use serves for the next one. */
const worker = table.actor("worker", {
  source: "the loop over a level's states, the compiled engine with several workers",
  locals: { state: key, spare: arenaIndex, inserts: range(0, 3) },
  exits: ["done"],
  steps: {
    next(_s, me, p, choose) {
      if (me.inserts === p.INSERTS) return "done";
      me.state = choose.number("state to insert", 0, p.KEYS - 1);
      me.inserts += 1;
      return "insert";
    },
  },
  calls: {
    insert: {
      to: insert,
      with: (_s, me) => ({ state: me.state, spare: me.spare }),
      on: {
        is_new(s, me) {
          const told = s.ghost.told[me.state];
          told.returned = true;
          told.isNew = told.isNew === "never" ? "once" : "twice";
          me.state = 0;
          me.spare = NONE;
          return "next";
        },
        is_known(s, me, out) {
          s.ghost.told[me.state].returned = true;
          me.state = 0;
          me.spare = out.kept;
          return "next";
        },
      },
    },
  },
});

const algorithm: Kernel = kernel("as it is", { links: [insertMachine] });

/** The workers at the shared table, with or without a mistake in the algorithm. */
export function workersAtTable(set: ParameterValues & { readonly WORKERS: number }, mistake?: Patch): Model {
  return table.model(`${set.WORKERS} workers at one table`, {
    set,
    kernel: mistake === undefined ? algorithm : apply(algorithm, mistake),
    processes: Array.from({ length: set.WORKERS }, (_, number) => table.process(`worker ${number + 1}`, worker)),
    properties: [noInsertIsLost, noInsertIsDouble, oneWorkerIsTold, whatIsPublishedIsWhole, nobodySeesHalfAState, somebodyLosesARace],
  });
}
