import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Explorer, serveExplorer } from "../../src/explorer/server.js";
import { hasty } from "../cli/fixtures/copier.check.js";
import { aboutOf, explorationOf } from "../explorer/explorations.js";
import { hostileCheck, IMAGE, SCRIPT } from "../fixtures/hostile.js";
import { describeInBrowser, openPage } from "./browser.js";
import { screenshotFile } from "./savedPages.js";

let explorer: Explorer;
let hostile: Explorer;

beforeAll(async () => {
  explorer = await serveExplorer(explorationOf(hasty), aboutOf(hasty));
  hostile = await serveExplorer(explorationOf(hostileCheck), aboutOf(hostileCheck));
});

afterAll(async () => {
  await explorer.close();
  await hostile.close();
});

/** Opens an explorer; nothing but its own server may be asked. */
function open({ url }: Explorer, options = {}) {
  return openPage(url, options, new URL(url).origin);
}

function enabled(page: Page) {
  return page.locator(".enabled button");
}

/** Waits until the walk has come to a step. */
async function expectAt(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.locator(".step[aria-current] .what").textContent()).toBe(name);
}

describeInBrowser("the explorer", () => {
  test("takes steps by mouse and by key, goes back and on, and shows each state with what is true of it", async () => {
    const { page, complaints } = await open(explorer);
    await expect.poll(() => enabled(page).allTextContents()).toHaveLength(1);
    expect(await page.locator(".grid .line").first().textContent()).toBe("cells????");
    await enabled(page).first().click();
    await expectAt(page, "writer · begin");
    await expect.poll(() => page.locator(".grid .line").first().textContent()).toBe("cellsN???");
    await page.keyboard.press("1");
    await expectAt(page, "copy_page · mark");
    await expect.poll(() => page.locator(".properties .fails").allTextContents()).toEqual(["✗ false uptodate implies valid"]);
    await expect.poll(() => page.locator(".enabled .choice").allTextContents()).toEqual([0, 1, 2, 3].map((cells) => `cells copied = ${cells}`));
    await page.keyboard.press("ArrowLeft");
    await expectAt(page, "writer · begin");
    await page.keyboard.press("j");
    await expectAt(page, "copy_page · mark");
    await page.getByRole("button", { name: "Back" }).click();
    await page.locator(".walk .step").first().click();
    await expectAt(page, "initial state");
    expect(complaints).toEqual([]);
  });

  test("goes to a state that satisfies an expression, and says why it cannot", async () => {
    const { page, complaints } = await open(explorer);
    await page.getByLabel("Go on to a state where").fill('s.uptodate && all(0, p.cells, (cell) => s.cells[cell] === "new")');
    await page.getByRole("button", { name: "Go", exact: true }).click();
    await expectAt(page, "copy_page · copy");
    await expect.poll(() => page.locator(".grid .line").first().textContent()).toBe("cellsNNNN");
    expect(complaints).toEqual([]);
    await page.getByLabel("Go on to a state where").fill("process.exit(1)");
    await page.getByRole("button", { name: "Go", exact: true }).click();
    await expect.poll(() => page.locator(".message").textContent()).toContain("cannot be asked");
  });

  test("keeps what is pinned", async () => {
    const { page } = await open(explorer);
    await enabled(page).first().click();
    await expectAt(page, "writer · begin");
    await page.getByRole("button", { name: "uptodate", exact: true }).click();
    await expect.poll(() => enabled(page).first().isDisabled()).toBe(true);
    expect(await enabled(page).first().textContent()).toContain("changes what is pinned");
    await page.getByRole("button", { name: "uptodate", exact: true }).click();
    await expect.poll(() => enabled(page).first().isDisabled()).toBe(false);
  });

  test("saves the walk as a trace, and goes on from the middle of a saved one", async () => {
    const { page, complaints } = await open(explorer);
    await page.getByLabel("Go on to a state where").fill("s.uptodate");
    await page.getByRole("button", { name: "Go", exact: true }).click();
    await expectAt(page, "copy_page · mark");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save" }).click()]);
    const file = join(mkdtempSync(join(tmpdir(), "faultline-walk-")), "walk.json");
    await download.saveAs(file);
    expect(JSON.parse(readFileSync(file, "utf8")).trace.property.name).toBe("uptodate implies valid");
    await page.reload();
    await expectAt(page, "initial state");
    await page.locator("input[type=file]").setInputFiles(file);
    await expectAt(page, "copy_page · mark");
    await page.locator(".walk .step").nth(1).click();
    await enabled(page).first().click();
    await expectAt(page, "copy_page · mark");
    writeFileSync(file, `{"trace":${JSON.stringify(SCRIPT + IMAGE)}}`);
    await page.locator("input[type=file]").setInputFiles(file);
    await expect.poll(() => page.locator(".message").textContent()).toContain("no saved trace");
    expect(complaints.filter((text) => !text.startsWith("request: blob:") && !text.includes("400"))).toEqual([]);
  });

  test("draws the graph of what can follow", async () => {
    const { page, complaints } = await open(explorer);
    await page.locator(".graph summary").click();
    await expect.poll(() => page.locator(".node").count()).toBeGreaterThan(5);
    expect(await page.locator(".node.here").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("goes to a state of the graph by a click or by the keyboard, and back to the beginning", async () => {
    const { page, complaints } = await open(explorer);
    await page.locator(".graph summary").click();
    const nodes = page.locator(".node");
    await expect.poll(() => nodes.count()).toBeGreaterThan(5);
    const isHere = (node: ReturnType<typeof nodes.nth>) => expect.poll(() => node.getAttribute("class"), { timeout: 10_000 }).toContain("here");
    await nodes.nth(4).click();
    await isHere(nodes.nth(4));
    expect(await page.locator(".step").count()).toBeGreaterThan(1);
    await page.screenshot({ path: screenshotFile("explorer-graph"), fullPage: true });
    await nodes.first().focus();
    await page.keyboard.press("Enter");
    await isHere(nodes.first());
    expect(await page.locator(".step").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test("runs nothing of a hostile specification", async () => {
    const { page, complaints } = await open(hostile);
    await expect.poll(() => enabled(page).count()).toBe(4);
    await enabled(page).first().click();
    await expect.poll(() => enabled(page).count()).toBe(1);
    await page.keyboard.press("1");
    await expect.poll(() => page.locator(".properties .fails").count()).toBe(1);
    await page.locator(".graph summary").click();
    await expect.poll(() => page.locator(".node").count()).toBeGreaterThan(3);
    expect(await page.locator("h1").textContent()).toContain(SCRIPT);
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("is refused to a page of another origin, even to one that knows the token", async () => {
    const foreign = createServer((_, response) => response.end("<h1>elsewhere</h1>")).listen(0, "127.0.0.1");
    await once(foreign, "listening");
    const { page } = await openPage(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
    const { origin, searchParams } = new URL(explorer.url);
    const asked = await page.evaluate(
      async ([url, token]) => {
        const ask = (options: RequestInit): Promise<string> =>
          fetch(`${url}/ask`, { method: "POST", body: '{"ask":"start"}', ...options }).then(
            (response) => response.text(),
            (error: Error) => error.name,
          );
        return [await ask({ headers: { "x-faultline-token": token as string } }), await ask({}), await ask({ mode: "no-cors" })];
      },
      [origin, searchParams.get("token")],
    );
    // Not sent; sent, refused and not to be read; the same, without asking to read it.
    expect(asked).toEqual(["TypeError", "TypeError", "TypeError"]);
    foreign.close();
    foreign.closeAllConnections();
  });

  test.each([1440, 900, 390])("fits a window of %i pixels, in light and in dark", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, complaints } = await open(explorer, { viewport: { width, height: 844 }, colorScheme });
      await enabled(page).first().click();
      await expectAt(page, "writer · begin");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: screenshotFile(`explorer-${width}-${colorScheme}`), fullPage: true });
      expect(complaints).toEqual([]);
    }
  });
});
