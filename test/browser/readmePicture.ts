/** Makes the picture of the README: the page of a counterexample, as a browser shows it. `npm run picture` */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumPath } from "./chromiumPath.js";
import { savedPage } from "./savedPages.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const html = execFileSync(process.execPath, ["--import", "tsx", "src/cli/bin.ts", "trace", "claims/c10", "--format", "html"], {
  cwd: ROOT,
  encoding: "utf8",
  maxBuffer: 2 ** 26,
});

const browser = await chromium.launch({ executablePath: chromiumPath ?? "chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1160, height: 740 }, colorScheme: "light" });
await page.goto(savedPage(html));
await page.locator(".grid .cell").first().waitFor();
await page.screenshot({ path: fileURLToPath(new URL("./claims-c10.png", import.meta.url)) });
await browser.close();
