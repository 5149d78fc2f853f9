import type { Reduction } from "../compiler/analysis/reduction.js";
import type { ComposedModel } from "../language/compose.js";

/** The AssemblyScript text of the module that explores a model. The compiler, and with it TypeScript, is loaded only here. */
export async function moduleText(composed: ComposedModel, reductions: readonly Reduction[]): Promise<string> {
  const { reducedModule } = await import("../compiler/reducedModule.js");
  return reducedModule(composed, reductions).text;
}
