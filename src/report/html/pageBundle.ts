import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PACKAGE_FOLDER, RUNNING_TREE } from "../../language/packageFolder.js";

/** The pages that the package has, and where the browser's part of each begins. */
export const PAGES = {
  trace: new URL("src/report/html/page/main.tsx", PACKAGE_FOLDER),
  index: new URL("src/report/html/page/index/main.tsx", PACKAGE_FOLDER),
  explorer: new URL("src/explorer/page/main.tsx", PACKAGE_FOLDER),
} as const;

/** A page that can be shown. */
export type PageName = keyof typeof PAGES;

/** What a browser needs for a page, beside its data. */
export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

/** A page's script and style sheet: those of the build, or, where faultline runs from its source, made now. */
export async function pageBundle(name: PageName): Promise<PageBundle> {
  const [script, style] = [builtFile(name, "js"), builtFile(name, "css")];
  if (existsSync(script)) return { script: await readFile(script, "utf8"), style: await readFile(style, "utf8") };
  const { bundlePage } = await import("./bundlePage.js");
  return bundlePage(fileURLToPath(PAGES[name]));
}

function builtFile(name: PageName, kind: "js" | "css"): URL {
  return new URL(`src/report/html/pages/${name}.${kind}`, RUNNING_TREE);
}
