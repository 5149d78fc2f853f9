import type { Expression, Loop, Place, Quantified, Statement, Temp } from "../ir.js";
import { expressionsOf, walk, walkExpression } from "../walk.js";
import { elementsOf, type SlotSet, slotsOfPlace } from "./slotSet.js";
import type { SlotRole } from "./symmetry.js";

/** What a loop over copies is asked. */
interface Circumstances {
  readonly roles: readonly SlotRole[];
  /** Whether a temporary is read outside of the loop. */
  readonly isReadOutside: (temp: Temp) => boolean;
  /** A turn that breaks a rule of the language counts: in a step that is a violation, in a property a mistake in the specification. */
  readonly isStep: boolean;
}

/** What keeps a loop over all copies of a set from coming out the same, and from testing the same, in whatever order it takes them; nothing, where it does. */
export function whyLoopIsOrdered(loop: Loop, { roles, isReadOutside, isStep }: Circumstances): string | undefined {
  const why = whyTurnsAreOrdered(loop, isReadOutside) ?? whyWritesAreOrdered(loop, roles) ?? whyTempsAreOrdered(loop, isReadOutside);
  return why ?? (loop.stop.length > 0 ? whyEndIsOrdered(loop, isReadOutside, isStep) : undefined);
}

/** Each turn may make choices of its own. */
function whyTurnsAreOrdered({ body, stop }: Loop, isReadOutside: (temp: Temp) => boolean): string | undefined {
  let why: string | undefined;
  walk(body, {
    statement: (statement) => {
      if (statement.kind === "next") why ??= "goes on to another step in one of its turns";
      if (statement.kind !== "choose") return;
      if (stop.length > 0) why ??= "makes choices, and may end before its last turn";
      else if (isReadOutside(statement.temp)) why ??= `leaves '${statement.temp.name}' behind as it was chosen for the copy that comes last`;
    },
  });
  return why;
}

/** Each turn may write what belongs to its own copy, and whether that is in a set; nobody else's turn may look at that. */
function whyWritesAreOrdered(loop: Loop, roles: readonly SlotRole[]): string | undefined {
  const memberships = membershipsOfTurn(loop);
  const accesses: { readonly place: Place; readonly slots: SlotSet; readonly writes: boolean; readonly own: string | undefined }[] = [];
  let elements = { read: 1, written: 1 };
  const add = (place: Place, writes: boolean): void => {
    const slots = slotsOfPlace(place, writes ? elements.written : elements.read);
    accesses.push({ place, slots, writes, own: memberships.get(place) ?? vectorOfTurn(place, loop.temp, roles) });
  };
  walk(loop.body, {
    statement: (statement) => {
      elements = elementsOf(statement);
    },
    read: (place) => add(place, false),
    write: (place) => add(place, true),
  });
  const written = accesses.filter(({ writes }) => writes);
  if (written.length > 0 && loop.stop.length > 0) return "writes to the state, and may end before its last turn";
  const foreign = written.find(({ own }) => own === undefined);
  if (foreign !== undefined) return `writes ${foreign.place.name}, which is not of the copy whose turn it is`;
  const clash = accesses.find((access) => written.some(({ slots, own }) => (slots & access.slots) !== 0n && own !== access.own));
  return clash === undefined ? undefined : `looks at ${clash.place.name} of other copies than the one whose turn it is, and writes it`;
}

function isTurn(index: Expression, turn: Temp): boolean {
  return index.op === "bounded" ? isTurn(index.of, turn) : index.op === "temp" && index.temp === turn;
}

/** The vector whose element, of the copy whose turn it is, a place lies in. */
function vectorOfTurn({ base, terms }: Place, turn: Temp, roles: readonly SlotRole[]): string | undefined {
  const vector = roles[base]?.within.find(({ stride }) => terms.some((term) => term.stride === stride && isTurn(term.index, turn)));
  return vector && `vector ${vector.base} ${vector.stride}`;
}

/** Where a set of copies is asked for the copy whose turn it is alone, or that copy is added or taken away; with which set that is. */
function membershipsOfTurn({ body, temp }: Loop): ReadonlyMap<Place, string> {
  const found = new Map<Place, string>();
  const placeOf = (expression: Expression): Place | undefined =>
    (expression.op === "has" || expression.op === "with" || expression.op === "without") && expression.subset.op === "load" && isTurn(expression.bit, temp)
      ? expression.subset.place
      : undefined;
  walk(body, {
    expression: (expression) => {
      const place = placeOf(expression);
      if (place !== undefined) found.set(place, `set ${place.base}`);
    },
    statement: (statement) => {
      const place = statement.kind === "assign" ? placeOf(statement.value) : undefined;
      if (statement.kind === "assign" && place?.base === statement.to.base) found.set(statement.to, `set ${place.base}`);
    },
  });
  return found;
}

/** What a loop leaves behind in temporaries: one constant, whichever turn leaves it; a count at which no turn looks; or whether some turn ended it. */
function whyTempsAreOrdered({ body, stop }: Loop, isReadOutside: (temp: Temp) => boolean): string | undefined {
  for (const [temp, binds] of bindsIn(body)) {
    if (stop.includes(temp)) continue;
    const values = binds.map(({ value }) => value);
    const [carried, kept] = [isCarried(temp, body), isReadOutside(temp)];
    if (carried && !isCounted(temp, values, body)) return `looks at what an earlier turn left in '${temp.name}'`;
    if (kept && !carried && !isOneConstant(values)) return `leaves something in '${temp.name}' that depends on which copy comes last`;
  }
  return undefined;
}

/** What a temporary is bound to somewhere, and whether an implication was put to the test before. */
interface Bound {
  readonly value: Expression;
  readonly isTested: boolean;
}

function bindsIn(body: readonly Statement[]): ReadonlyMap<Temp, readonly Bound[]> {
  const found = new Map<Temp, Bound[]>();
  const block = (statements: readonly Statement[], above: boolean): void => {
    let isTested = above;
    for (const statement of statements) {
      isTested ||= statement.kind === "witness";
      if (statement.kind === "bind") found.set(statement.temp, [...(found.get(statement.temp) ?? []), { value: statement.value, isTested }]);
      if (statement.kind === "loop") block(statement.body, isTested);
      if (statement.kind === "if") for (const branch of [statement.whenTrue, statement.otherwise]) block(branch, isTested);
    }
  };
  block(body, false);
  return found;
}

/** Whether a turn may read what an earlier one left in a temporary. */
function isCarried(temp: Temp, body: readonly Statement[]): boolean {
  return firstUse(temp, body) === "read";
}

/** How a block begins with a temporary, on some path: it reads it, or binds it on all paths, or neither. */
function firstUse(temp: Temp, block: readonly Statement[]): "read" | "bound" | "none" {
  for (const statement of block) {
    if (expressionsOf(statement).some((value) => reads(value, temp)) || placesOf(statement).some(({ terms }) => terms.some(({ index }) => reads(index, temp))))
      return "read";
    if (statement.kind === "bind" && statement.temp === temp) return "bound";
    const inner = statement.kind === "if" ? [statement.whenTrue, statement.otherwise] : statement.kind === "loop" ? [statement.body] : [];
    const uses = inner.map((part) => firstUse(temp, part));
    if (uses.includes("read")) return "read";
    if (statement.kind === "if" && uses.every((use) => use === "bound")) return "bound";
  }
  return "none";
}

function placesOf(statement: Statement): readonly Place[] {
  return [...("to" in statement ? [statement.to] : []), ...(statement.kind === "move" || statement.kind === "copy" ? [statement.from] : [])];
}

function reads(value: Expression, temp: Temp): boolean {
  let found = false;
  walkExpression(value, {
    expression: (expression) => {
      found ||= expression.op === "temp" && expression.temp === temp;
    },
  });
  return found;
}

function isOneConstant(values: readonly Expression[]): boolean {
  const [first] = values;
  return first?.op === "constant" && values.every((value) => value.op === "constant" && value.value === first.value);
}

/** Whether a temporary is added to, and never looked at otherwise. */
function isCounted(temp: Temp, values: readonly Expression[], body: readonly Statement[]): boolean {
  return readsOf(temp, body) === values.length && values.every((value) => isSum(value, temp));
}

/** How often statements read a temporary. */
export function readsOf(temp: Temp, statements: readonly Statement[]): number {
  let found = 0;
  walk(statements, {
    expression: (expression) => {
      found += Number(expression.op === "temp" && expression.temp === temp);
    },
  });
  return found;
}

function isSum(value: Expression, temp: Temp): boolean {
  if (value.op === "bounded") return isSum(value.of, temp);
  return value.op === "arithmetic" && value.operator === "+" && value.left.op === "temp" && value.left.temp === temp && value.right.op === "constant";
}

/** A loop that may end early does nothing that somebody could miss in the turns that it leaves out. */
function whyEndIsOrdered({ body, stop }: Loop, isReadOutside: (temp: Temp) => boolean, isStep: boolean): string | undefined {
  let breaks = false;
  let tests = false;
  let narrows = false;
  walk(body, {
    expression: (expression) => {
      breaks ||= mayBreakRule(expression);
      tests ||= expression.op === "implies";
    },
    statement: ({ kind }) => {
      tests ||= kind === "witness";
      narrows ||= kind === "when";
    },
  });
  const binds = bindsIn(body);
  const isMissed = (temp: Temp): boolean => (isReadOutside(temp) || isCarried(temp, body)) && !stop.includes(temp);
  if (isStep && breaks) return "may end before the turn in which it breaks a rule of the language";
  if (narrows) return "may end before the turn in which a when() is false";
  if (tests && !stop.every((temp) => isTestedIf(temp, true, binds))) return "may end before the turn that puts an implication to the test";
  if (leavesMore(body, stop, isMissed)) return "may end before the turn that leaves a value behind";
  const endings = endingsIn(body, stop, isReadOutside);
  return new Set(endings).size > 1 ? "ends in several ways, of which the first decides" : undefined;
}

/** Whether some temporary that is missed elsewhere is bound where the turn does not end the loop. */
function leavesMore(block: readonly Statement[], stop: readonly Temp[], isMissed: (temp: Temp) => boolean): boolean {
  const ends = block.some((statement) => isEnd(statement, stop));
  return block.some((statement) => {
    if (statement.kind === "if") return leavesMore(statement.whenTrue, stop, isMissed) || leavesMore(statement.otherwise, stop, isMissed);
    if (statement.kind === "loop") return leavesMore(statement.body, stop, isMissed);
    return statement.kind === "bind" && isMissed(statement.temp) && !ends;
  });
}

function isEnd(statement: Statement, stop: readonly Temp[]): boolean {
  return statement.kind === "bind" && stop.includes(statement.temp) && statement.value.op === "constant" && statement.value.value === 1;
}

/** Of each block that ends a loop, what it leaves behind: the temporaries that are read outside, all of which it binds to constants. */
function endingsIn(block: readonly Statement[], stop: readonly Temp[], isReadOutside: (temp: Temp) => boolean): readonly string[] {
  const left = block.filter((statement) => statement.kind === "bind").filter(({ temp }) => isReadOutside(temp));
  const own = block.some((statement) => isEnd(statement, stop)) ? [left.map(({ temp }) => temp.id).join()] : [];
  const inner = block.flatMap((statement) => {
    if (statement.kind === "loop") return endingsIn(statement.body, stop, isReadOutside);
    return statement.kind === "if" ? [statement.whenTrue, statement.otherwise].flatMap((side) => endingsIn(side, stop, isReadOutside)) : [];
  });
  return [...own, ...inner];
}

/** Whether an implication was put to the test in each turn that leaves a truth value in a temporary: an implication that is false was. */
function isTestedIf(temp: Temp, truth: boolean, binds: ReadonlyMap<Temp, readonly Bound[]>): boolean {
  const holds = (expression: Expression, wanted: boolean): boolean => {
    switch (expression.op) {
      case "constant":
        return expression.value !== Number(wanted);
      case "not":
        return holds(expression.of, !wanted);
      case "implies":
        return !wanted;
      case "and":
      case "or":
        return wanted === (expression.op === "and")
          ? holds(expression.left, wanted) || holds(expression.right, wanted)
          : holds(expression.left, wanted) && holds(expression.right, wanted);
      case "temp":
        return expression.temp !== temp && isTestedIf(expression.temp, wanted, binds);
      default:
        return false;
    }
  };
  const found = binds.get(temp);
  return found?.every(({ value, isTested }) => isTested || holds(value, truth)) ?? false;
}

/**
 * What keeps a quantifier over all copies from coming out the same, and from testing the same, in whatever order it takes them.
 * @param strict a turn that breaks a rule of the language counts: in a step it is a violation, in a property a mistake in the specification
 */
export function whyQuantifierIsOrdered({ op, body }: Quantified, strict: boolean): string | undefined {
  if (op === "count") return undefined;
  let breaks = false;
  let implies = false;
  walkExpression(body, {
    expression: (expression) => {
      breaks ||= mayBreakRule(expression);
      implies ||= expression.op === "implies";
    },
  });
  if (strict && breaks) return "may be decided before it comes to the copy at which it breaks a rule of the language";
  return implies && !(op === "all" && isImplication(body)) ? "may be decided before it comes to the copy that puts an implication to the test" : undefined;
}

/** An implication that is false has been put to the test, so whoever stops there has not missed it. */
function isImplication(body: Expression): boolean {
  if (body.op === "all") return isImplication(body.body);
  if (body.op !== "implies") return false;
  let nested = false;
  walkExpression(body.left, {
    expression: ({ op }) => {
      nested ||= op === "implies";
    },
  });
  return !nested;
}

function mayBreakRule(expression: Expression): boolean {
  return expression.op === "bounded" || (expression.op === "arithmetic" && (expression.operator === "div" || expression.operator === "mod"));
}
