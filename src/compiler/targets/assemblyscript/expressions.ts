import type { Arithmetic, Expression, Place, Quantified, Relabel } from "../../ir.js";
import { PROPERTY } from "./memoryMap.js";
import { readSlot, slotOf } from "./places.js";
import type { Scope } from "./scope.js";

/**
 * Text of an expression's value as an `i32`. Where the value needs statements, such as a loop for a quantifier, they are written first. What
 * breaks a rule sets `failed` and goes on with a harmless value: whoever wrote the statement asks for it ({@link Scope.mayFail}).
 */
export function valueText(scope: Scope, expression: Expression): string {
  switch (expression.op) {
    case "constant":
      return expression.value < 0 ? `(${expression.value})` : String(expression.value);
    case "temp":
      return scope.temp(expression.temp);
    case "load":
      return readSlot(scope, slotOf(expression.place, indexTexts(scope, expression.place)), expression.place.state);
    case "arithmetic":
      return arithmeticOf(scope, expression);
    case "conditional":
      return chosen(scope, conditionText(scope, expression.condition), expression.whenTrue, expression.whenFalse);
    case "relabel":
      return relabelled(scope, expression);
    case "bounded":
      return boundedOf(scope, expression);
    case "has":
      return `((${valueText(scope, expression.subset)} >>> ${valueText(scope, expression.bit)}) & 1)`;
    case "with":
      return `(${valueText(scope, expression.subset)} | (1 << ${valueText(scope, expression.bit)}))`;
    case "without":
      return `(${valueText(scope, expression.subset)} & ~(1 << ${valueText(scope, expression.bit)}))`;
    case "size":
      return `popcnt<i32>(${valueText(scope, expression.subset)})`;
    case "all":
    case "any":
    case "count":
      return quantified(scope, expression);
    default:
      return `<i32>${conditionText(scope, expression)}`;
  }
}

/** Text of a boolean expression, as a condition. */
export function conditionText(scope: Scope, expression: Expression): string {
  switch (expression.op) {
    case "compare": {
      const left = valueText(scope, expression.left);
      const operator = expression.operator.replace("===", "==").replace("!==", "!=");
      return `(${left} ${operator} ${valueText(scope, expression.right)})`;
    }
    case "not":
      return `(!${conditionText(scope, expression.of)})`;
    case "and":
      return decided(scope, conditionText(scope, expression.left), "&&", expression.right);
    case "or":
      return decided(scope, conditionText(scope, expression.left), "||", expression.right);
    case "implies":
      return implied(scope, expression.left, expression.right);
    default:
      return `(${valueText(scope, expression)} != 0)`;
  }
}

/** Texts of the indices of a place. */
export function indexTexts(scope: Scope, { terms }: Place): readonly string[] {
  return terms.map(({ index }) => valueText(scope, index));
}

/** Writes text that notes that an implication is evaluated. */
export function see(scope: Scope): void {
  if (scope.property !== undefined) scope.line(`store<i32>(PROPERTIES, 1, ${scope.property * PROPERTY.size + PROPERTY.seen});`);
}

/** Writes text that notes that the left side of an implication was true. */
export function witness(scope: Scope): void {
  if (scope.property !== undefined) scope.line(`store<i32>(PROPERTIES, 1, ${scope.property * PROPERTY.size + PROPERTY.met});`);
}

/** The right side is evaluated only where the left side does not decide: if it needs statements, they are guarded. */
function decided(scope: Scope, left: string, operator: "&&" | "||", right: Expression): string {
  const { result, lines } = scope.capture(() => conditionText(scope, right));
  if (lines.length === 0) return `(${left} ${operator} ${result})`;
  const truth = scope.fresh("q");
  scope.line(`${truth} = <i32>${left};`);
  scope.block(`if (${truth} ${operator === "&&" ? "!=" : "=="} 0)`, () => {
    scope.lines.push(...lines);
    scope.line(`${truth} = <i32>${result};`);
  });
  return `(${truth} != 0)`;
}

function implied(scope: Scope, left: Expression, right: Expression): string {
  const truth = scope.fresh("q");
  see(scope);
  scope.line(`${truth} = 1;`);
  scope.block(`if ${conditionText(scope, left)}`, () => {
    witness(scope);
    scope.line(`${truth} = ${valueText(scope, right)};`);
  });
  return `(${truth} != 0)`;
}

function chosen(scope: Scope, condition: string, whenTrue: Expression, whenFalse: Expression): string {
  const yes = scope.capture(() => valueText(scope, whenTrue));
  const no = scope.capture(() => valueText(scope, whenFalse));
  if (yes.lines.length + no.lines.length === 0) return `(${condition} ? ${yes.result} : ${no.result})`;
  const value = scope.fresh("q");
  const part = ({ result, lines }: typeof yes) => {
    scope.lines.push(...lines);
    scope.line(`${value} = ${result};`);
  };
  scope.block(`if ${condition}`, () => part(yes));
  scope.block("else", () => part(no));
  return value;
}

function quantified(scope: Scope, { op, temp, from, to, body }: Quantified): string {
  const index = scope.temp(temp);
  const found = scope.fresh("q");
  const end = scope.fresh("end");
  const first = valueText(scope, from);
  scope.line(`${end} = ${valueText(scope, to)};`);
  scope.line(`${found} = ${op === "all" ? 1 : 0};`);
  scope.block(`for (${index} = ${first}; ${index} < ${end}; ${index}++)`, () => {
    const holds = conditionText(scope, body);
    if (op === "count") scope.line(`if ${holds} ${found}++;`);
    else
      scope.block(op === "all" ? `if (!${holds})` : `if ${holds}`, () => {
        scope.line(`${found} = ${op === "all" ? 0 : 1};`);
        scope.line("break;");
      });
  });
  return found;
}

function arithmeticOf(scope: Scope, arithmetic: Arithmetic): string {
  const { operator, left, right } = arithmetic;
  const a = valueText(scope, left);
  const b = valueText(scope, right);
  switch (operator) {
    case "min":
    case "max":
      return `${operator}<i32>(${a}, ${b})`;
    case "div":
    case "mod":
      return division(scope, arithmetic, a, b);
    default:
      return `(${a} ${operator} ${b})`;
  }
}

/** Rounds towards minus infinity. Where neither side is negative and the divisor is not 0, that is what the machine does. */
function division(scope: Scope, { operator, left, right }: Arithmetic, a: string, b: string): string {
  if (leastOf(left.type) >= 0 && leastOf(right.type) > 0) return `<i32>(<u32>${a} ${operator === "div" ? "/" : "%"} <u32>${b})`;
  scope.mayFail = true;
  return `${operator === "div" ? "quotient" : "remainder"}(${a}, ${b})`;
}

function leastOf(type: Expression["type"]): number {
  return type.kind === "integer" ? type.least : Number.NEGATIVE_INFINITY;
}

/** What may leave 32 bits is computed in 64. */
function boundedOf(scope: Scope, { of, least, greatest }: Expression & { readonly op: "bounded" }): string {
  scope.mayFail = true;
  const isWide = of.op === "arithmetic" && of.type.kind === "integer" && (of.type.least < -(2 ** 31) || of.type.greatest >= 2 ** 31);
  if (!isWide) return `bounded(${valueText(scope, of)}, ${least}, ${greatest})`;
  return `boundedWide(${wide(scope, of)}, ${least}, ${greatest})`;
}

function wide(scope: Scope, { operator, left, right }: Arithmetic): string {
  const a = `<i64>${valueText(scope, left)}`;
  const b = `<i64>${valueText(scope, right)}`;
  return operator === "div" ? `quotientWide(${a}, ${b})` : `(${a} ${operator} ${b})`;
}

function relabelled(scope: Scope, { of, from, to }: Relabel): string {
  const numbers = from.map((text) => to.indexOf(text));
  const shift = numbers[0] ?? 0;
  const value = valueText(scope, of);
  const isEven = (of.op === "load" || of.op === "temp") && numbers.every((number, index) => number - index === shift);
  if (isEven && !numbers.includes(-1)) return shift === 0 ? value : `(${value} + ${shift})`;
  // The first entry is for a label that is already known to be none of them.
  return `<i32>load<i16>(${scope.tables.of([-1, ...numbers])} + ((${value} + 1) << 1))`;
}
