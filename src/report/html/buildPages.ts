/** A step of the build: writes the script and the style sheet of each page to dist/, so that users need no bundler. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundlePage } from "./bundlePage.js";
import { PAGES } from "./pageBundle.js";

const folder = new URL("../../../dist/src/report/html/pages/", import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, entry] of Object.entries(PAGES)) {
  const { script, style } = await bundlePage(fileURLToPath(entry));
  await writeFile(new URL(`${name}.js`, folder), script);
  await writeFile(new URL(`${name}.css`, folder), style);
}
