import type { Model, Run } from "../language/index.js";
import type { Variation } from "../sweep/sweepJob.js";
import { onOtherKernel } from "./otherKernel.js";

/** A run's model on the kernel and with the patches of a variation. @throws SpecError FL303, FL105 and FL302, as for `--kernel` and `--patch` */
export async function variedModel({ model }: Run, { kernel, patches }: Variation): Promise<Model> {
  if (kernel === null && patches.length === 0) return model;
  return onOtherKernel(model, { ...(kernel !== null && { against: kernel }), patch: patches });
}
