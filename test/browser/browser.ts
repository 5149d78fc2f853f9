import { chromium, type Page } from "playwright-core";
import { describe } from "vitest";
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

/** The only page of this process, whose tests share it: with a page for each the browser takes four times as long. It ends with the process. */
let onlyPage: Promise<Page> | undefined;

async function startBrowser(): Promise<Page> {
  const browser = await chromium.launch({ executablePath: chromiumPath as string, args: ["--no-sandbox"] });
  return browser.newPage();
}

/** How a page is looked at. */
interface View {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
}

/** Opens an address, in a new document. Every request but the one for the page itself is a complaint, unless `allowed` begins its address. */
export async function openPage(
  url: string,
  { viewport = { width: 1440, height: 900 }, colorScheme = "light" }: View = {},
  allowed = url,
): Promise<WatchedPage> {
  onlyPage ??= startBrowser();
  const page = await onlyPage;
  for (const event of ["console", "pageerror", "dialog", "request"]) await page.removeAllListeners(event, { behavior: "ignoreErrors" });
  // Without it, an address that differs only behind its # would not be loaded anew.
  await page.goto("about:blank");
  await page.setViewportSize(viewport);
  await page.emulateMedia({ media: null, colorScheme });
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
