import type { Expression, Place, Statement, Temp } from "./ir.js";
import { walk, walkExpression } from "./walk.js";

/** Whether running statements may change the value of an expression. */
export function changes(statements: readonly Statement[], expression: Expression): boolean {
  const temps = new Set<Temp>();
  const places: Place[] = [];
  walkExpression(expression, {
    expression: (met) => {
      if (met.op === "temp" && !met.temp.constant) temps.add(met.temp);
    },
    read: (place) => places.push(place),
  });
  let found = false;
  walk(statements, {
    statement: (met) => {
      if (met.kind === "bind" && temps.has(met.temp)) found = true;
    },
    write: (written) => {
      if (places.some((place) => overlap(place, written))) found = true;
    },
  });
  return found;
}

function overlap(a: Place, b: Place): boolean {
  const [from, to] = extent(a);
  const [first, last] = extent(b);
  return from <= last && first <= to;
}

/** The first and the last slot that a place may mean. */
function extent({ base, terms, size }: Place): readonly [number, number] {
  let first = base;
  let last = base + Math.max(1, size) - 1;
  for (const { index, stride } of terms) {
    if (index.type.kind !== "integer") continue;
    first += index.type.least * stride;
    last += index.type.greatest * stride;
  }
  return [first, last];
}
