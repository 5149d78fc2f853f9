/** What every random model is a model of: variables of each kind of domain, functions to call, helpers. Its text imports all of it by name. */
import {
  bool,
  type Choose,
  ghost,
  mod,
  oneOf,
  parameters,
  prototype,
  range,
  record,
  rigid,
  subset,
  system,
  type ValueOf,
  type Vector,
  vector,
  when,
} from "../../src/language/index.js";

export const small = range(-1, 3);
export const hue = oneOf("red", "green", "blue");
export const thing = { k: range(0, 2), f: bool, bits: vector(2, bool) };

const bounds = parameters({ N: 2, fast: true, style: "plain" as "plain" | "rich" }, ({ N }) => ({ LAST: N - 1 }));
const { domain } = bounds;

export const things = system("things", {
  parameters: bounds,
  variables: {
    n: small,
    m: range(0, 2),
    on: bool,
    c: hue,
    l: oneOf("green", "red"),
    set: subset(3),
    moods: subset("calm", "cross"),
    v: vector(3, small),
    b: vector(3, bool),
    w: vector(3, range(0, 2)),
    paint: domain(({ N }) => vector(N, hue)),
    r: vector(2, record(thing)),
    spare: record(thing),
    near: domain(({ LAST }) => range(0, LAST)),
    wide: range(-(2 ** 31), 2 ** 31 - 1),
    seed: rigid(range(0, 2)),
    seeds: rigid(vector(2, bool)),
    ought: ghost(small),
    due: ghost(vector(3, range(0, 2))),
  },
});

export const inner = prototype("inner", { args: { given: small }, results: { made: small }, exits: ["good", "bad"] });
export const deep = prototype("deep", { args: { paint: hue }, results: { made: small, box: record(thing) }, exits: ["over"] });

export const add = (a: number, b: number) => a + b;

export function firstOf(v: Vector<number>, wanted: number): number {
  for (let i = 0; i < v.length; i++) if (v[i] === wanted) return i;
  return -1;
}

export function nudge(part: ValueOf<typeof thing>, choose: Choose): void {
  if (!choose.flag("nudge")) return;
  part.k = mod(part.k + 1, 3);
  if (part.k === 0) part.f = !part.f;
}

export function signOf(n: number): "red" | "green" | "blue" {
  if (n < 0) return "red";
  if (n === 0) return "green";
  return "blue";
}

export function need(condition: boolean): void {
  when(condition);
}
