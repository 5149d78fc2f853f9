import type { ComposedModel } from "../language/compose.js";

/** The AssemblyScript text of the module that explores a model. The compiler, and with it TypeScript, is loaded only here. */
export async function moduleText(composed: ComposedModel): Promise<string> {
  const [{ compile }, { writeModule }] = await Promise.all([import("../compiler/index.js"), import("../compiler/targets/assemblyscript/index.js")]);
  return writeModule(compile(composed)).text;
}
