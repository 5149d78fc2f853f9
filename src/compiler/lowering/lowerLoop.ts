import ts from "typescript";
import { arithmetic, boundsOf, integer, integers } from "../build.js";
import { changes } from "../changes.js";
import type { Expression } from "../ir.js";
import { excerpt, siteOf } from "../problemAt.js";
import type { Activation, Jump } from "./activation.js";
import { bindName } from "./bindName.js";
import { flagged } from "./inline.js";
import { type Ends, plain, sequence } from "./jumps.js";
import { lowerExpression, lowerIntegers } from "./lowerExpression.js";
import { assignedIn, lowerStatement } from "./lowerStatement.js";
import { Refused, scalar } from "./value.js";

const K = ts.SyntaxKind;

interface Header {
  readonly name: ts.Identifier;
  readonly from: ts.Expression;
  readonly bound: ts.Expression;
  readonly step: 1 | -1;
  /** The bound itself is one of the values. */
  readonly included: boolean;
}

/** `for (let i = from; i < to; i++)`, with any of the four orders, up or down. */
export function lowerFor(at: Activation, node: ts.ForStatement): Ends {
  const header = headerOf(node);
  const [from, bound] = lowerIntegers(at, [header.from, header.bound]) as [Expression, Expression];
  if (assignedOutside(at, header.name, node))
    throw new Refused(node, "FL204", `the loop changes '${header.name.text}' itself`, "leave the counter to the loop; end it early with break");
  const site = siteOf(node);
  const limit = header.included ? arithmetic("+", bound, integer(header.step, site), site) : bound;
  const until = at.builder.pinned(limit, "until");
  const [low, high] = header.step === 1 ? [boundsOf(from)[0], boundsOf(until)[1] - 1] : [boundsOf(until)[0] + 1, boundsOf(from)[1]];
  const temp = at.builder.temp(header.name.text, integers(low, high), true);
  at.bindings.set(header.name.parent as ts.Declaration, { kind: "value", value: scalar({ op: "temp", type: temp.type, temp, site: siteOf(header.name) }) });
  const end = at.jump("left");
  at.builder.emit(flagged(end, false, node));
  const { result, statements } = at.builder.capture(() => turn(at, node.statement, end));
  if (changes(statements, bound))
    throw new Refused(header.bound, "FL204", `the loop changes its own bound '${excerpt(header.bound)}'`, "keep the bound in a const before the loop");
  at.builder.emit({ kind: "loop", temp, from, until, step: header.step, body: statements, stop: [...result.jumps].map(({ flag }) => flag), site });
  return without({ falls: true, jumps: result.jumps }, end);
}

/** `for (const x of [a, b, c])`: one turn after the other. */
export function lowerForOf(at: Activation, node: ts.ForOfStatement): Ends {
  const list = lowerExpression(at, node.expression);
  if (list.kind !== "list")
    throw new Refused(
      node.expression,
      "FL204",
      `what '${excerpt(node.expression)}' holds is not known`,
      "write an array in place or name a constant one; over a vector, count its indices",
    );
  const name = (node.initializer as ts.VariableDeclarationList).declarations[0]?.name as ts.BindingName;
  const end = at.jump("left");
  at.builder.emit(flagged(end, false, node));
  const ends = sequence(
    list.items.map((item) =>
      plain(at, siteOf(node), () => {
        bindName(at, name, item);
        return turn(at, node.statement, end);
      }),
    ),
  );
  return without(ends, end);
}

/** The body once: `continue` ends the turn, `break` the loop. */
function turn(at: Activation, body: ts.Statement, end: Jump): Ends {
  const outer = { breakTo: at.breakTo, continueTo: at.continueTo };
  const over = at.jump("skipped");
  at.breakTo = end;
  at.continueTo = over;
  at.builder.emit(flagged(over, false, body));
  const ends = lowerStatement(at, body);
  at.breakTo = outer.breakTo;
  at.continueTo = outer.continueTo;
  return without(ends, over);
}

/** How text ends whose jumps to one target end here. */
function without(ends: Ends, target: Jump): Ends {
  const reaches = ends.falls || ends.jumps.has(target);
  return { falls: reaches, jumps: new Set([...ends.jumps].filter((jump) => jump !== target)) };
}

function headerOf(node: ts.ForStatement): Header {
  const { initializer, condition, incrementor } = node;
  const declaration = initializer !== undefined && ts.isVariableDeclarationList(initializer) ? initializer.declarations[0] : undefined;
  if (declaration?.initializer === undefined || condition === undefined || incrementor === undefined || !ts.isBinaryExpression(condition)) {
    throw noBounds(node);
  }
  const order = condition.operatorToken.kind;
  const step = (incrementor as ts.PostfixUnaryExpression).operator === K.PlusPlusToken ? 1 : -1;
  const upwards = order === K.LessThanToken || order === K.LessThanEqualsToken;
  if (upwards !== (step === 1)) throw noBounds(condition);
  return {
    name: declaration.name as ts.Identifier,
    from: declaration.initializer,
    bound: condition.right,
    step,
    included: order === K.LessThanEqualsToken || order === K.GreaterThanEqualsToken,
  };
}

function noBounds(node: ts.Node): Refused {
  return new Refused(node, "FL204", "a loop whose bounds are not visible", "write for (let i = from; i < to; i++), or i-- with i >= to");
}

/** Whether the body of a loop assigns its counter: the header does so once. */
function assignedOutside(at: Activation, name: ts.Identifier, node: ts.ForStatement): boolean {
  return assignedIn(node.statement, at.checker).has(name.parent as ts.Declaration);
}
