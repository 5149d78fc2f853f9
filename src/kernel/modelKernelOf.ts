import { kernels } from "../../spec/kernels.js";
import { type Kernel, SpecError } from "../language/index.js";
import type { Guest } from "./guests.js";
import type { Mutation } from "./mutations.js";

/** The kernel of the models that a guest is held against, with the same change. @throws SpecError FL504 */
export function modelKernelOf({ name, model }: Guest, mutation?: Mutation): Kernel {
  const kernel = kernels.find((one) => one.name === model);
  if (kernel === undefined) throw new SpecError("FL504", `${name} is held against ${model}, which spec/kernels.ts does not have`, "add it there");
  return mutation === undefined ? kernel : mutation.model(kernel);
}
