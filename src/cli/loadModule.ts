import { register as registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { FROM_SOURCE, PACKAGE_FOLDER } from "../language/packageFolder.js";

const SOURCE = { at: PACKAGE_FOLDER.href, ending: ".ts" };
const BUILD = { at: new URL("dist/", PACKAGE_FOLDER).href, ending: ".js" };

/**
 * There may be only one faultline in a thread: a check made by another one is not known as a check. So what is found in the
 * other tree (the source of the build that runs, or the build of the source that runs) is taken from the one that runs. And
 * tsx would load a `.ts` file as CommonJS where its folder does not say `"type": "module"`, and with it a second faultline:
 * specifications are modules, whatever the folder says.
 */
const ONE_FAULTLINE = `let running, other;
export function initialize(trees) {
  ({ running, other } = trees);
}
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const ours = found.url.startsWith(other.at) && found.url.endsWith(other.ending);
  const path = ours ? found.url.slice(other.at.length, -other.ending.length) : "";
  if (/^(src|spec|checks)\\//.test(path)) return { ...found, url: running.at + path + running.ending, format: "module" };
  const specification = /\\.ts(\\?|$)/.test(found.url) && !found.url.includes("/node_modules/");
  return specification ? { ...found, format: "module" } : found;
}`;

let ready: Promise<void> | undefined;

/** tsx takes longer to load than all the rest of the command line. */
async function prepareForTypeScript(): Promise<void> {
  const data = FROM_SOURCE ? { running: SOURCE, other: BUILD } : { running: BUILD, other: SOURCE };
  if (!FROM_SOURCE) (await import("tsx/esm/api")).register();
  registerHooks(`data:text/javascript,${encodeURIComponent(ONE_FAULTLINE)}`, { data });
}

/** Loads a module by its path. TypeScript is taken as it is: types are not looked at. */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { href } = pathToFileURL(file);
  // Places in a specification are read off the stack, so source maps have to be on before it is loaded; those of the build are looked up without.
  if (!href.startsWith(BUILD.at)) process.setSourceMapsEnabled(true);
  if (file.endsWith("ts")) {
    ready ??= prepareForTypeScript();
    await ready;
  }
  return import(href);
}
