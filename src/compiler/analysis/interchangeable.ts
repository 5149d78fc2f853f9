import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Slot } from "../../language/layout.js";
import type { Site } from "../../language/site.js";
import type { Expression, Loop, ModelProgram, Place, Program, Quantified, Statement, Temp } from "../ir.js";
import { walkExpression } from "../walk.js";
import { readsOf, whyLoopIsOrdered, whyQuantifierIsOrdered } from "./orderFree.js";
import { type CopySet, rolesOf, type SlotRole, symmetryOf } from "./symmetry.js";

/** How many orders of copies are tried for one state, at most: 720 is 6!. */
const MOST_ORDERS = 720;

/**
 * Sees to it that the copies of a model may be renumbered: that numbers of copies are only kept, compared with one another, used as indices of what belongs to copies, chosen
 * among all, and gone through in a way that the order does not matter. Then renumbering is an automorphism of the graph, the initial states and the properties included: the
 * rules are those of scalarsets (Ip and Dill, Better verification through symmetry, 1996).
 * @throws SpecError FL116 with the place at which copies are told apart, and FL113 where what is kept of them is of other copies
 */
export function refuseUnlessInterchangeable(composed: ComposedModel, { processes, initial, properties }: ModelProgram): void {
  const sets = symmetryOf(composed);
  const roles = rolesOf(composed);
  refuseNamesakes(composed, sets, roles);
  refuseTooManyOrders(composed, sets);
  const judge = (program: Program, about: string, value?: Expression): void => new Judge(program, about, value, sets, roles).judge();
  for (const { states } of processes) for (const { name, program } of states) if (program !== undefined) judge(program, `step ${name}`);
  judge(initial, "the initial rule");
  for (const { name, program, value } of properties) judge(program, `property '${name}'`, value);
}

/** What is kept of copies is of as many as there are processes: if not, it is of another set that was given the same name. */
function refuseNamesakes({ model, slots }: ComposedModel, sets: readonly CopySet[], roles: readonly SlotRole[]): void {
  for (const { name, count } of sets) {
    for (const [slot, { value, within }] of roles.entries()) {
      const { least, greatest, name: variable } = slots[slot] as Slot;
      const most = value?.kind === "set" ? 2 ** count - 1 : count - 1;
      const isOther = value?.copies === name && least !== greatest && greatest !== most;
      if (!isOther && !within.some(({ copies, length }) => copies === name && length !== count)) continue;
      const hint = "declare the set once, or give them different names";
      throw new SpecError("FL113", `two sets of copies are named '${name}': '${variable}' is not about ${count} of them`, hint, model.site);
    }
  }
}

function refuseTooManyOrders({ model }: ComposedModel, sets: readonly CopySet[]): void {
  const tried = sets.filter(({ isSorted }) => !isSorted);
  const orders = tried.flatMap(({ count }) => Array.from({ length: count }, (_, index) => index + 1)).reduce((product, factor) => product * factor, 1);
  if (orders <= MOST_ORDERS) return;
  const names = tried.map(({ name, count }) => `${count} copies of ${name}`).join(" and ");
  throw new SpecError(
    "FL116",
    `${names} have ${orders} orders, and what belongs to copies holds numbers of copies, so that all of them would be tried; ${MOST_ORDERS} is the most`,
    "declare fewer copies, or keep the numbers outside of what belongs to a copy",
    model.site,
  );
}

/** What a value is: plain, the number of a copy, or a set of them. */
type Role = "plain" | `id ${string}` | `set ${string}`;

/** Gives every value of one program its role, and complains where one does not fit. Where a temporary is a number of a copy is found out by how it is used, in several rounds. */
class Judge {
  private readonly roleOfTemp = new Map<Temp, Role>();
  private complaint: { readonly why: string; readonly site: Site } | undefined;
  private learnt = false;

  constructor(
    private readonly program: Program,
    private readonly about: string,
    private readonly value: Expression | undefined,
    private readonly sets: readonly CopySet[],
    private readonly roles: readonly SlotRole[],
  ) {}

  judge(): void {
    do {
      this.learnt = false;
      this.complaint = undefined;
      this.block(this.program.statements);
      if (this.value !== undefined) this.plain(this.value);
    } while (this.learnt);
    if (this.complaint === undefined) return;
    const { why, site } = this.complaint;
    const hint = "treat all copies alike, or leave --reduce symmetry away: src/language/README.md says what may be done with the number of a copy";
    throw new SpecError("FL116", `${this.about} tells copies apart: ${why}`, hint, site);
  }

  private complain(site: Site, why: string): void {
    this.complaint ??= { why, site };
  }

  private block(statements: readonly Statement[]): void {
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "bind":
        this.bind(statement.temp, statement.value);
        break;
      case "assign":
        this.place(statement.to, statement.site);
        this.expect(statement.value, this.roleAt(statement.to.base));
        break;
      case "move":
        this.move(statement);
        break;
      case "fill":
        this.fill(statement);
        break;
      case "copy":
        this.copy(statement);
        break;
      case "if":
        this.plain(statement.condition);
        this.block(statement.whenTrue);
        this.block(statement.otherwise);
        break;
      case "when":
        this.plain(statement.condition);
        break;
      case "loop":
        this.loop(statement);
        break;
      case "choose":
        this.choose(statement);
        break;
      default:
        break;
    }
  }

  private bind(temp: Temp, value: Expression): void {
    const known = this.roleOfTemp.get(temp);
    if (known !== undefined) this.expect(value, known);
    else this.learn(temp, this.roleOf(value));
  }

  private learn(temp: Temp, role: Role): void {
    if (role === "plain" || this.roleOfTemp.get(temp) === role) return;
    this.roleOfTemp.set(temp, role);
    this.learnt = true;
  }

  private choose({ temp, least, greatest, site }: Statement & { readonly kind: "choose" }): void {
    const set = this.setOf(this.roleOfTemp.get(temp));
    if (set === undefined) {
      this.plain(least);
      this.plain(greatest);
    } else if (!(isConstant(least, 0) || isConstant(least, -1)) || !isConstant(greatest, set.count - 1))
      this.complain(site, `'${temp.name}' is chosen among some copies of ${set.name} only`);
  }

  private loop(loop: Loop): void {
    const { temp, from, until, step, body, site } = loop;
    const set = this.setOf(this.roleOfTemp.get(temp));
    if (set === undefined) {
      this.plain(from);
      this.plain(until);
    } else if (step === 1 ? !isConstant(from, 0) || !isConstant(until, set.count) : !isConstant(from, set.count - 1) || !isConstant(until, -1))
      this.complain(site, `the loop goes through some copies of ${set.name} only`);
    else {
      const why = whyLoopIsOrdered(loop, {
        roles: this.roles,
        isReadOutside: (inside) => this.isReadOutside(inside, loop),
        isStep: this.value === undefined,
      });
      if (why !== undefined) this.complain(site, `the loop over the copies of ${set.name} ${why}`);
    }
    this.block(body);
  }

  private isReadOutside(temp: Temp, loop: Loop): boolean {
    let asked = 0;
    if (this.value !== undefined)
      walkExpression(this.value, { expression: (expression) => (asked += Number(expression.op === "temp" && expression.temp === temp)) });
    return readsOf(temp, this.program.statements) + asked > readsOf(temp, loop.body);
  }

  private move({ to, from, site }: Statement & { readonly kind: "move" }): void {
    this.place(to, site);
    this.place(from, site);
    for (let offset = 0; offset < to.size; offset++) {
      if (this.shapeAt(to, offset) !== this.shapeAt(from, offset)) this.complain(site, `${from.name} and ${to.name} keep numbers of copies in different ways`);
    }
  }

  /** What a slot of a place that is moved as a whole has to do with copies. */
  private shapeAt({ base, size }: Place, offset: number): string {
    const { within } = this.roles[base + offset] as SlotRole;
    const inside = within.filter((vector) => vector.base >= base && vector.base + vector.length * vector.stride <= base + size);
    return [this.roleAt(base + offset), ...inside.map(({ copies, base: at, stride }) => `${copies} ${at - base} ${stride}`)].join();
  }

  private fill({ to, length, from, until, value, site }: Statement & { readonly kind: "fill" }): void {
    const set = this.filled(to, length);
    this.place(to, site, set !== undefined);
    if (set === undefined) {
      this.plain(from);
      this.plain(until);
    } else if (!isConstant(from, 0) || !isConstant(until, length)) this.complain(site, `${to.name} is filled for some copies of ${set.name} only`);
    this.expect(value, this.roleAt(to.base));
  }

  private copy({ to, toLength, at, from, fromLength, start, count, element, value, site }: Statement & { readonly kind: "copy" }): void {
    const [into, outOf] = [this.filled(to, toLength), this.filled(from, fromLength)];
    this.place(to, site, into !== undefined);
    this.place(from, site, outOf !== undefined);
    if (into === undefined && outOf === undefined) for (const bound of [at, start, count]) this.plain(bound);
    else if (into !== outOf || !isConstant(at, 0) || !isConstant(start, 0) || !isConstant(count, toLength))
      this.complain(site, `${to.name} is not copied for all copies alike`);
    this.learn(element, this.roleAt(from.base));
    this.expect(value, this.roleAt(to.base));
  }

  /** The set whose copies have an element each in the vector of plain values whose first element a place is. */
  private filled({ base }: Place, length: number): CopySet | undefined {
    const vector = this.roles[base]?.within.at(-1);
    return vector?.base === base && vector.stride === 1 && vector.length === length ? this.setNamed(vector.copies) : undefined;
  }

  /** Indices of what belongs to copies are numbers of copies, and no others are. @param whole the innermost vector is meant as a whole */
  private place({ name, base, size, terms }: Place, site: Site, whole = false): void {
    const vectors = (this.roles[base]?.within ?? []).filter(({ copies }) => this.setNamed(copies) !== undefined);
    const indexed = (whole ? vectors.slice(0, -1) : vectors).filter(
      (vector) => vector.base < base || vector.base + vector.length * vector.stride > base + size,
    );
    const rest = [...terms];
    for (const { stride, copies } of indexed) {
      const at = rest.findIndex((term) => term.stride === stride);
      const [term] = at < 0 ? [] : rest.splice(at, 1);
      if (term === undefined) this.complain(site, `${name} is that of one copy of ${copies} in particular`);
      else this.expect(term.index, `id ${copies}`);
    }
    for (const { index } of rest) this.plain(index);
  }

  private roleAt(slot: number): Role {
    const value = this.roles[slot]?.value;
    return value === undefined || this.setNamed(value.copies) === undefined ? "plain" : `${value.kind} ${value.copies}`;
  }

  private setNamed(wanted: string): CopySet | undefined {
    return this.sets.find(({ name }) => name === wanted);
  }

  /** The set that a number of a copy is of. */
  private setOf(role: Role | undefined): CopySet | undefined {
    return role?.startsWith("id ") ? this.setNamed(role.slice(3)) : undefined;
  }

  private plain(expression: Expression): void {
    this.expect(expression, "plain");
  }

  /** Complains unless an expression has a role. A temporary that may be anything takes it on. */
  private expect(expression: Expression, wanted: Role): void {
    if (expression.op === "conditional") {
      this.plain(expression.condition);
      this.expect(expression.whenTrue, wanted);
      this.expect(expression.whenFalse, wanted);
      return;
    }
    if (expression.op === "bounded" && wanted !== "plain") {
      this.bounds(expression, wanted);
      this.expect(expression.of, wanted);
      return;
    }
    if (wanted.startsWith("id ") && isConstant(expression, -1)) return;
    if (wanted.startsWith("set ") && isConstant(expression, 0)) return;
    if (wanted !== "plain" && expression.op === "temp" && !this.roleOfTemp.has(expression.temp)) this.learn(expression.temp, wanted);
    const found = this.roleOf(expression);
    if (found !== wanted) this.complain(expression.site, mismatch(found, wanted));
  }

  private roleOf(expression: Expression): Role {
    switch (expression.op) {
      case "constant":
        return "plain";
      case "temp":
        return this.roleOfTemp.get(expression.temp) ?? "plain";
      case "load":
        this.place(expression.place, expression.site);
        return this.roleAt(expression.place.base);
      case "arithmetic":
      case "and":
      case "or":
      case "implies":
        this.plain(expression.left);
        this.plain(expression.right);
        return "plain";
      case "compare":
        this.compare(expression);
        return "plain";
      case "not":
      case "relabel":
        this.plain(expression.of);
        return "plain";
      case "bounded":
        return this.roleOfBounded(expression);
      case "conditional":
        return this.roleOfConditional(expression);
      case "has":
      case "with":
      case "without":
        return this.membership(expression);
      case "size":
        this.roleOf(expression.subset);
        return "plain";
      default:
        this.quantified(expression);
        return "plain";
    }
  }

  private roleOfBounded(expression: Expression & { readonly op: "bounded" }): Role {
    const role = this.roleOf(expression.of);
    this.bounds(expression, role);
    return role;
  }

  private bounds({ least, greatest, site }: Expression & { readonly op: "bounded" }, role: Role): void {
    const set = this.setOf(role);
    if (set !== undefined && (least > 0 || greatest < set.count - 1)) this.complain(site, `some copies of ${set.name} fit, and others do not`);
  }

  private roleOfConditional({ condition, whenTrue, whenFalse }: Expression & { readonly op: "conditional" }): Role {
    this.plain(condition);
    const [left, right] = [this.roleOf(whenTrue), this.roleOf(whenFalse)];
    if (left === right) return left;
    const role = left === "plain" ? right : left;
    this.expect(left === "plain" ? whenTrue : whenFalse, role);
    return role;
  }

  private compare({ operator, left, right }: Expression & { readonly op: "compare" }): void {
    const roles = [this.roleOf(left), this.roleOf(right)];
    const role = operator === "===" || operator === "!==" ? (roles.find((each) => each !== "plain") ?? "plain") : "plain";
    this.expect(left, role);
    this.expect(right, role);
  }

  private membership({ op, subset, bit }: Expression & { readonly op: "has" | "with" | "without" }): Role {
    const role = this.roleOf(subset);
    this.expect(bit, role.startsWith("set ") ? `id ${role.slice(4)}` : "plain");
    return op === "has" ? "plain" : role;
  }

  private quantified(expression: Quantified): void {
    const { op, temp, from, to, body, site } = expression;
    const set = this.setOf(this.roleOfTemp.get(temp));
    if (set === undefined) {
      this.plain(from);
      this.plain(to);
    } else if (!isConstant(from, 0) || !isConstant(to, set.count)) this.complain(site, `${op} asks some copies of ${set.name} only`);
    else {
      const why = whyQuantifierIsOrdered(expression, this.value === undefined);
      if (why !== undefined) this.complain(site, `${op} over the copies of ${set.name} ${why}`);
    }
    this.plain(body);
  }
}

function isConstant(expression: Expression, value: number): boolean {
  return expression.op === "constant" && expression.value === value;
}

function mismatch(found: Role, wanted: Role): string {
  if (wanted === "plain") return `${named(found)} is used as a number like any other`;
  return found === "plain" ? `a number is used as ${named(wanted)}` : `${named(found)} is used as ${named(wanted)}`;
}

function named(role: Role): string {
  const [kind, ...name] = role.split(" ");
  return kind === "id" ? `the number of a copy of ${name.join(" ")}` : `a set of copies of ${name.join(" ")}`;
}
