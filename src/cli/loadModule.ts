import { register as registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { register as registerTsx } from "tsx/esm/api";

/** Whether faultline itself runs from its TypeScript source: then tsx is already at work in this thread. */
export const FROM_SOURCE = import.meta.url.endsWith(".ts");

let ready = FROM_SOURCE;

/**
 * tsx would load a `.ts` file as CommonJS where its folder does not say `"type": "module"`, and with it a second faultline
 * that knows nothing of this one. Specifications are modules, whatever the folder says.
 */
const AS_MODULE = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const ours = /\\.ts(\\?|$)/.test(found.url) && !found.url.includes("/node_modules/");
  return ours ? { ...found, format: "module" } : found;
}`;

/** Loads a module by its path. TypeScript is taken as it is: types are not looked at. */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  if (!ready && file.endsWith("ts")) {
    registerTsx();
    registerHooks(`data:text/javascript,${encodeURIComponent(AS_MODULE)}`);
    ready = true;
  }
  return import(pathToFileURL(file).href);
}
