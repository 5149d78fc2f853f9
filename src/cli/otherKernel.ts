import { type Kernel, type Model, type ParameterValues, SpecError } from "../language/index.js";
import { chosenKernel, loadWorkbench, patchedKernel, type Workbench } from "./workbench.js";

/** The kernel that a trace is compared with: another one, or the model's own, with patches on it. */
export interface Against {
  /** The name of another kernel. */
  readonly against?: string;
  /** Names of the package's patches, or files that export one. */
  readonly patch?: readonly string[];
}

/**
 * A model on another kernel. What its own kernel was given for this model (the file system that is mounted) the other one is given, too.
 * @throws SpecError FL303 for an unknown kernel or patch, FL105 for a patch that does not apply, FL302 for a model without a kernel
 */
export async function onOtherKernel(model: Model, { against, patch = [] }: Against): Promise<Model> {
  const { kernel } = model;
  if (kernel === undefined) throw new SpecError("FL302", `${model.name} has no kernel`, "--against and --patch compare kernels: leave them away");
  const workbench = await loadWorkbench();
  if (against === undefined) return { ...model, kernel: await patchedKernel(workbench.patches, kernel, patch) };
  const other = await chosenKernel(workbench, { kernel: against, patches: patch });
  return { ...model, kernel: { ...other, ops: { ...other.ops, ...kernel.ops }, set: { ...other.set, ...givenBy(workbench, kernel) } } };
}

/** The parameters that a model's kernel has otherwise than the kernel of that name. */
function givenBy({ kernels }: Workbench, kernel: Kernel): ParameterValues {
  const plain = kernels.find(({ name }) => name === kernel.name);
  return plain === undefined ? {} : Object.fromEntries(Object.entries(kernel.set).filter(([name, value]) => plain.set[name] !== value));
}

/** `6.13 + late-uptodate` */
export function kernelName({ name, kernel }: Model): string {
  return kernel === undefined ? name : [kernel.name, ...kernel.patches].join(" + ");
}
