import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = mkdtempSync(join(tmpdir(), "faultline-pages-"));
/** Where screenshots are kept, to be looked at: the folder that FAULTLINE_SCREENSHOTS names, or a temporary one. */
const screenshots = process.env.FAULTLINE_SCREENSHOTS ?? join(folder, "screenshots");
mkdirSync(screenshots, { recursive: true });
let pages = 0;

/** Writes a page to a file. @returns its address */
export function savedPage(html: string): string {
  const file = join(folder, `page${pages++}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

/** The path of a screenshot. */
export function screenshotFile(name: string): string {
  return join(screenshots, `${name}.png`);
}
