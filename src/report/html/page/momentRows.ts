import type { DecodedState, DecodedValue } from "../../../trace/traceDocument.js";
import { type StateRow, stateRows } from "../stateRows.js";
import type { TraceData } from "../traceData.js";

/** The variables of the state at a moment, in lines; none where a step has no successor. */
export function momentRows({ moments, values }: Pick<TraceData, "moments" | "values">, at: number): StateRow[] {
  const moment = moments[at];
  if (moment === undefined || moment.variables === null) return [];
  const decode = <T>(indices: Readonly<Record<string, number>>): Record<string, T> =>
    Object.fromEntries(Object.entries(indices).map(([name, index]) => [name, values[index] as T]));
  return stateRows({ variables: decode<DecodedValue>(moment.variables), locals: decode<DecodedState["locals"][string]>(moment.locals), at: moment.at });
}
