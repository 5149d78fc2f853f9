import { int32 } from "./arithmetic.js";

/**
 * What a property's evaluation leaves behind: the indices at which the outermost `all` failed, innermost last,
 * and whether the left side of any implication was true.
 */
export interface Evidence {
  explaining: boolean;
  where: { name: string; index: number }[];
  implied: boolean;
  sawImplication: boolean;
}

/** The evidence of the property that is evaluated now. Engines reset it. */
export const evidence: Evidence = { explaining: false, where: [], implied: false, sawImplication: false };

/** True if `holds` is true for every integer from `from` up to, but not including, `to`. */
export function all(from: number, to: number, holds: (index: number) => boolean): boolean {
  int32(from);
  int32(to);
  for (let index = from; index < to; index++) {
    const depth = evidence.where.length;
    if (!holds(index)) {
      if (evidence.explaining) evidence.where.splice(depth, 0, { name: parameterName(holds), index });
      return false;
    }
    if (evidence.explaining) evidence.where.length = depth;
  }
  return true;
}

/** True if `holds` is true for some integer from `from` up to, but not including, `to`. */
export function any(from: number, to: number, holds: (index: number) => boolean): boolean {
  int32(from);
  int32(to);
  for (let index = from; index < to; index++) if (holds(index)) return true;
  return false;
}

/** How many integers from `from` up to, but not including, `to` satisfy `holds`. */
export function count(from: number, to: number, holds: (index: number) => boolean): number {
  int32(from);
  int32(to);
  let found = 0;
  for (let index = from; index < to; index++) if (holds(index)) found++;
  return found;
}

/** If `condition` then `consequence`. A property whose conditions are never true is reported as vacuous. */
export function implies(condition: boolean, consequence: () => boolean): boolean {
  evidence.sawImplication = true;
  if (!condition) return true;
  evidence.implied = true;
  return consequence();
}

function parameterName(holds: (index: number) => boolean): string {
  return /^\(?\s*([A-Za-z_$][\w$]*)/.exec(holds.toString())?.[1] ?? "index";
}
