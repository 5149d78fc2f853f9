import { SpecError } from "./errors.js";
import { type AnyCall, type AnyMachine, type AnyStep, defineVariant, recordOrigin } from "./machine.js";
import type { AnyPrototype } from "./prototype.js";
import { callSite, type Site } from "./site.js";

/** Values of a system's parameters. */
export type ParameterValues = Readonly<Record<string, number | boolean | string>>;

/**
 * A version of a system: which machine stands behind each function, and which parameters it fixes.
 * In this house a kernel is one of Linux; elsewhere it is any set of implementations.
 */
export interface Kernel {
  readonly name: string;
  readonly about: string;
  readonly links: Readonly<Record<string, AnyMachine>>;
  /** Function pointers: the function that a name stands for, such as iomap_begin for gfs2_iomap_begin on gfs2. */
  readonly ops: Readonly<Record<string, string>>;
  readonly set: ParameterValues;
  /** Names of the patches applied, in order. */
  readonly patches: readonly string[];
}

/** What a kernel changes in the one before it. */
export interface KernelShape {
  readonly about?: string;
  readonly after?: Kernel;
  // biome-ignore lint/suspicious/noExplicitAny: machines of whatever shape.
  readonly links?: readonly any[];
  readonly ops?: Readonly<Record<string, string>>;
  readonly set?: ParameterValues;
}

/** Names a kernel: all that `after` has, with some functions and parameters replaced. */
export function kernel(name: string, shape: KernelShape): Kernel {
  const links: Record<string, AnyMachine> = { ...shape.after?.links };
  for (const machine of (shape.links ?? []) as readonly AnyMachine[]) links[machine.prototype.name] = machine;
  const { after } = shape;
  return {
    name,
    about: shape.about ?? after?.about ?? "",
    links,
    ops: { ...after?.ops, ...shape.ops },
    set: { ...after?.set, ...shape.set },
    patches: after?.patches ?? [],
  };
}

/** The machine behind a function, or behind the one that its function pointer names. @throws SpecError FL103 when the kernel has none. */
export function linked(kernel: Kernel | undefined, prototype: AnyPrototype, site?: Site): AnyMachine {
  const machine = kernel?.links[kernel.ops[prototype.name] ?? prototype.name];
  if (machine !== undefined) return machine;
  throw new SpecError("FL103", `${kernel?.name ?? "no kernel"} has no ${prototype.name}()`, "link a machine for it: kernel(name, { links: [machine] })", site);
}

/** Steps and calls that a patch puts in the place of those it was written against. */
export interface Hunk {
  readonly against: AnyMachine;
  readonly steps: Readonly<Record<string, AnyStep>>;
  readonly calls: Readonly<Record<string, AnyCall>>;
  readonly site: Site | undefined;
}

/** A named change to a kernel. */
export interface Patch {
  readonly name: string;
  readonly title: string;
  readonly source: string;
  readonly hunks: readonly Hunk[];
  /** Whole functions that it replaces or adds. */
  readonly links: readonly AnyMachine[];
  readonly set: ParameterValues;
}

/** Names a patch: hunks against steps, whole functions, parameters. */
export function patch(
  name: string,
  shape: {
    readonly title: string;
    readonly source?: string;
    readonly hunks?: readonly Hunk[];
    // biome-ignore lint/suspicious/noExplicitAny: machines of whatever shape.
    readonly links?: readonly any[];
    readonly set?: ParameterValues;
  },
): Patch {
  return { name, title: shape.title, source: shape.source ?? "", hunks: shape.hunks ?? [], links: shape.links ?? [], set: shape.set ?? {} };
}

/** Builds a hunk and remembers where its bodies were written. */
export function defineHunk(against: AnyMachine, changed: { steps?: Hunk["steps"]; calls?: Hunk["calls"] }): Hunk {
  const site = callSite();
  for (const [name, step] of Object.entries(changed.steps ?? {})) recordOrigin(step, site, "steps", name);
  for (const [name, call] of Object.entries(changed.calls ?? {})) {
    if (call.with !== undefined) recordOrigin(call.with, site, "calls", name, "with");
    for (const [exit, handler] of Object.entries(call.on)) recordOrigin(handler, site, "calls", name, "on", exit);
  }
  return { against, steps: changed.steps ?? {}, calls: changed.calls ?? {}, site };
}

/**
 * The kernel with a patch applied. As with `patch(1)`, a hunk applies where the steps that it replaces are the very steps
 * that it was written against.
 * @throws SpecError FL105 when a hunk does not apply.
 */
export function apply(base: Kernel, change: Patch): Kernel {
  const links: Record<string, AnyMachine> = { ...base.links };
  for (const hunk of change.hunks) {
    const target = linked(base, hunk.against.prototype, hunk.site);
    refuseUnlessApplicable(base, change, hunk, target);
    links[target.prototype.name] = defineVariant(links[target.prototype.name] as AnyMachine, `${target.version} + ${change.name}`.trim(), {
      steps: hunk.steps,
      calls: hunk.calls,
    });
  }
  for (const machine of change.links) links[machine.prototype.name] = machine;
  return { ...base, links, set: { ...base.set, ...change.set }, patches: [...base.patches, change.name] };
}

function refuseUnlessApplicable(base: Kernel, change: Patch, hunk: Hunk, target: AnyMachine): void {
  const moved = [
    ...Object.keys(hunk.steps).filter((name) => target.steps[name] !== hunk.against.steps[name]),
    ...Object.keys(hunk.calls).filter((name) => target.calls[name] !== hunk.against.calls[name]),
  ];
  if (moved.length === 0) return;
  const where = `${target.prototype.name}() at ${moved.map((name) => `'${name}'`).join(", ")}`;
  const hint = `${base.name} has ${target.version || "another version"} of it; write the hunk against that machine, or choose another kernel`;
  throw new SpecError("FL105", `patch ${change.name} does not apply to ${base.name}: ${where} is not what it was written against`, hint, hunk.site);
}
