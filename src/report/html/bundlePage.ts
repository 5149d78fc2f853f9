import { build } from "esbuild";
import type { PageBundle } from "./pageBundle.js";

/**
 * One script and one style sheet of a page's modules. Needs a checkout: esbuild is not among what users install.
 * @param entry the path of the page's first module
 */
export async function bundlePage(entry: string): Promise<PageBundle> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    outdir: "pages",
    format: "iife",
    platform: "browser",
    target: ["chrome109", "firefox115", "safari16"],
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    logLevel: "silent",
  });
  const ending = (extension: string): string => outputFiles.find(({ path }) => path.endsWith(extension))?.text.trimEnd() ?? "";
  return { script: ending(".js"), style: ending(".css") };
}
