import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { apply, type Kernel, type Model, type Patch, SpecError } from "../language/index.js";
import { loadModule } from "./loadModule.js";
import { nearest } from "./nearest.js";
import { problemOf } from "./problemOf.js";

/** The kernels and patches that the package knows, and the models in which a kernel is asked. */
export interface Workbench {
  readonly kernels: readonly Kernel[];
  readonly patches: readonly Patch[];
  readonly standardModels: (kernel: Kernel) => readonly Model[];
}

/** Loads the package's own kernels, patches and models. */
export async function loadWorkbench(): Promise<Workbench> {
  const [{ kernels }, { patches }, { standardModels }] = await Promise.all([
    import("../../spec/kernels.js"),
    import("../../spec/patches/index.js"),
    import("../../spec/workbench.js"),
  ]);
  return { kernels, patches, standardModels };
}

/** A kernel with patches on it, as the command line names them. */
export interface KernelChoice {
  readonly kernel: string;
  /** Names of the package's patches, or files that export one. */
  readonly patches: readonly string[];
}

/**
 * The kernel that a choice means.
 * @throws SpecError FL303 for an unknown kernel or patch, FL105 for a patch that does not apply
 */
export async function chosenKernel({ kernels, patches: known }: Workbench, { kernel, patches }: KernelChoice): Promise<Kernel> {
  const base = kernels.find(({ name }) => name === kernel);
  if (base === undefined) {
    const names = kernels.map(({ name }) => name);
    throw new SpecError("FL303", `no kernel is called '${kernel}'`, nearest(kernel, names, "faultline list kernels names them all"));
  }
  return patchedKernel(known, base, patches);
}

/**
 * A kernel with patches on it, by the names of those that the package knows, or from files.
 * @throws SpecError FL303 for an unknown patch, FL105 for one that does not apply
 */
export async function patchedKernel(known: readonly Patch[], base: Kernel, patches: readonly string[]): Promise<Kernel> {
  let patched = base;
  for (const name of patches) patched = apply(patched, await chosenPatch(known, name));
  return patched;
}

/** A patch, by name or from a file. @throws SpecError FL303 for one that there is not, FL305 for a file that cannot be loaded */
export async function chosenPatch(known: readonly Patch[], name: string): Promise<Patch> {
  const own = known.find((patch) => patch.name === name);
  if (own !== undefined) return own;
  const file = resolve(name);
  if (!existsSync(file)) {
    const names = known.map((patch) => patch.name);
    throw new SpecError("FL303", `no patch is called '${name}', and there is no such file`, nearest(name, names, "faultline list patches names them all"));
  }
  const patch = Object.values(await loadPatchFile(file, name)).find(isPatch);
  if (patch === undefined)
    throw new SpecError("FL303", `${name} exports no patch`, 'export what patch() returns: export const mine = patch("name", { … })', {
      file,
      line: 1,
      column: 1,
    });
  return patch;
}

async function loadPatchFile(file: string, name: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await loadModule(file);
  } catch (error) {
    const { code, message, hint } = problemOf(error, { code: "FL305", message: (text) => `${name} could not be loaded: ${text}`, hint: "mend the file" });
    throw new SpecError(code, message, hint, { file, line: 1, column: 1 });
  }
}

/** Patches carry no brand, so they are told by their shape. */
function isPatch(value: unknown): value is Patch {
  return typeof value === "object" && value !== null && "hunks" in value && "links" in value && "title" in value;
}
