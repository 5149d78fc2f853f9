import type { Site } from "../../language/site.js";
import { not } from "../build.js";
import type { Expression, Statement } from "../ir.js";
import type { Activation, Jump } from "./activation.js";

/** How a stretch of text ends: whether what follows it may run, and which jumps may have been taken inside instead. */
export interface Ends {
  readonly falls: boolean;
  readonly jumps: ReadonlySet<Jump>;
}

export const FALLS: Ends = { falls: true, jumps: new Set() };

/** Text that ends in a jump. */
export function jumps(to: Jump): Ends {
  return { falls: false, jumps: new Set([to]) };
}

/** A stretch of text that lowers itself, and then, in the right places, what follows it. */
export type Piece = (rest: () => Ends) => Ends;

/** A piece that knows nothing of what follows it. */
export function plain(at: Activation, site: Site, run: () => Ends): Piece {
  return (rest) => after(at, site, run(), rest);
}

/** Pieces one after the other. */
export function sequence(pieces: readonly Piece[]): Ends {
  const [first, ...others] = pieces;
  return first === undefined ? FALLS : first(() => sequence(others));
}

/** What follows text that may have jumped: it runs only where no jump was taken. */
export function after(at: Activation, site: Site, ends: Ends, rest: () => Ends): Ends {
  if (!ends.falls) return ends;
  if (ends.jumps.size === 0) return rest();
  const { result, statements } = at.builder.capture(rest);
  if (statements.length > 0) at.builder.emit({ kind: "if", condition: noneOf(ends.jumps, site), whenTrue: statements, otherwise: [], site });
  return { falls: result.falls, jumps: new Set([...ends.jumps, ...result.jumps]) };
}

/** One alternative of an `if` or `switch`: its condition, and its text. */
export interface Alternative {
  readonly site: Site;
  readonly condition: () => Expression;
  readonly run: () => Ends;
}

/**
 * The first alternative whose condition is true, and then `rest`. If only one side falls through, `rest` moves into that side: so a
 * chain of `if (…) return` becomes nested, and no flag is needed.
 */
export function branch(at: Activation, site: Site, alternatives: readonly Alternative[], otherwise: () => Ends, rest: () => Ends): Ends {
  const [first, ...others] = alternatives;
  if (first === undefined) return after(at, site, otherwise(), rest);
  const condition = first.condition();
  if (condition.op === "constant") return condition.value === 1 ? after(at, site, first.run(), rest) : branch(at, site, others, otherwise, rest);
  const { builder } = at;
  const yes = builder.capture(first.run);
  const no = builder.capture(() => branch(at, site, others, otherwise, yes.result.falls ? () => FALLS : rest));
  if (yes.result.falls && no.result.falls) {
    emitIf(at, condition, yes.statements, no.statements, first.site);
    return after(at, site, both(yes.result, no.result), rest);
  }
  const more = builder.capture(() => (yes.result.falls ? after(at, site, yes.result, rest) : yes.result));
  emitIf(at, condition, [...yes.statements, ...more.statements], no.statements, first.site);
  return both(more.result, no.result);
}

function both(a: Ends, b: Ends): Ends {
  return { falls: a.falls || b.falls, jumps: new Set([...a.jumps, ...b.jumps]) };
}

function emitIf(at: Activation, condition: Expression, then: readonly Statement[], otherwise: readonly Statement[], site: Site): void {
  if (then.length === 0 && otherwise.length === 0) return;
  if (then.length === 0) at.builder.emit({ kind: "if", condition: not(condition, site), whenTrue: otherwise, otherwise: [], site });
  else at.builder.emit({ kind: "if", condition, whenTrue: then, otherwise, site });
}

/** No jump of these was taken. */
function noneOf(taken: ReadonlySet<Jump>, site: Site): Expression {
  const flags = [...taken].map(({ flag }): Expression => ({ op: "temp", type: flag.type, temp: flag, site }));
  return not(
    flags.reduce((left, right) => ({ op: "or", type: left.type, left, right, site })),
    site,
  );
}
