import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, describe } from "vitest";
import { chromiumPath } from "./chromiumPath.js";

/** Tests that need a browser; where there is none they are skipped, and say so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath === undefined) process.stderr.write(`!!! SKIPPED: ${name}: there is no chromium (apt-get install chromium)\n`);
  describe.skipIf(chromiumPath === undefined)(name, tests);
}

/** A page that notes whatever it should not do. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors on the console or thrown, refusals of the security policy, and requests other than for the page itself. */
  readonly complaints: string[];
}

let browser: Promise<Browser> | undefined;

/** Opens an address in a context of its own. Every request but the one for the page itself is a complaint, unless `allowed` begins its address. */
export async function openPage(url: string, options: BrowserContextOptions = {}, allowed: string = url): Promise<WatchedPage> {
  browser ??= chromium.launch({ executablePath: chromiumPath as string, args: ["--no-sandbox"] });
  const context = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed)) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});
