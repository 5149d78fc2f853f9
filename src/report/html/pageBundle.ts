import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The pages that the package has, and where the browser's part of each begins. */
export const PAGES = {
  trace: new URL("./page/main.tsx", import.meta.url),
  index: new URL("./page/index/main.tsx", import.meta.url),
  explorer: new URL("../../explorer/page/main.tsx", import.meta.url),
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
  return new URL(`./pages/${name}.${kind}`, import.meta.url);
}
