import type { Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import { htmlTrace } from "../../src/report/html/htmlTrace.js";
import { type Moment, type TraceData, traceData } from "../../src/report/html/traceData.js";
import { traceExtras } from "../../src/report/html/traceExtras.js";
import { samples } from "../report/formats/traceFiles.js";
import { describeInBrowser, openPage } from "./browser.js";
import { savedPage, screenshotFile } from "./savedPages.js";

const [{ file, composed }] = samples as [(typeof samples)[number]];
let url: string;
let data: TraceData;

beforeAll(async () => {
  const extras = await traceExtras(composed, file.trace);
  data = traceData(file, extras);
  url = savedPage(await htmlTrace(file, extras));
});

const last = file.trace.steps.length;

/** The moment that the page shows, by what is on the screen. */
async function shown(page: Page): Promise<number> {
  return Number(await page.locator(".counter b").textContent());
}

/** Everything on the screen that a moment of the trace determines. */
async function expectMoment(page: Page, at: number): Promise<void> {
  await vi.waitFor(() => expectShown(page, at), { timeout: 5000 });
}

async function expectShown(page: Page, at: number): Promise<void> {
  const moment = data.moments[at] as Moment;
  expect(await shown(page)).toBe(at);
  expect(await page.locator(".told li").allTextContents()).toEqual(moment.told);
  const lines = await page.locator(".grid .line").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(lines).toEqual(moment.picture.map((row) => [data.rows[row]?.label, ...(data.rows[row]?.items ?? [])]));
  const property = data.parts[0]?.truth[at];
  expect(await page.locator(".parts tr").first().locator(".truth").textContent()).toBe(property ? "✓ true" : "✗ false");
  expect(await page.locator(".step[aria-current] .number").textContent()).toBe(String(at));
  const excerpt = data.excerpts[moment.excerpt ?? -1];
  expect(await page.locator(".source figcaption").allTextContents()).toEqual(excerpt === undefined ? [] : [`${excerpt.file}:${excerpt.line}`]);
}

/** The value of a variable in the table. */
async function variable(page: Page, name: string): Promise<string> {
  const row = page.locator(".variables tr", { has: page.getByRole("button", { name, exact: true }) });
  return (
    await row.locator("td").evaluate((cell) =>
      [...cell.childNodes]
        .filter(({ nodeName }) => nodeName === "#text")
        .map(({ textContent }) => textContent)
        .join(""),
    )
  ).trim();
}

describeInBrowser("the page of a trace", () => {
  test("opens at the violation, and says what failed there, with which values", async () => {
    const { page, complaints } = await openPage(url);
    await expectMoment(page, last);
    expect(await page.locator("h1").textContent()).toContain("uptodate implies valid");
    expect(await page.locator("h1 .where").textContent()).toBe("at cell 1");
    const conjunct = data.explanation?.conjunct;
    expect(conjunct?.text).toContain('s.cells[cell] === "new"');
    expect(await page.locator(".why.end").textContent()).toContain(`false: ${conjunct?.text}`);
    expect(await page.locator(".why .reads").textContent()).toContain("cells[1] = garbage");
    expect(await page.locator(".parts .fails .part").allTextContents()).toContain('cell = 1: !s.uptodate || s.cells[cell] === "new"');
    expect(complaints).toEqual([]);
  });

  test("is stepped through with the keyboard, and shows each state as the trace has it", async () => {
    const { page, complaints } = await openPage(url);
    await page.keyboard.press("Home");
    await expectMoment(page, 0);
    for (const [key, at] of [
      ["ArrowRight", 1],
      ["k", 0],
      ["j", 1],
      ["ArrowDown", 2],
      ["ArrowUp", 1],
      ["ArrowLeft", 0],
      ["ArrowLeft", 0],
      ["End", last],
      ["j", last],
    ] as const) {
      await page.keyboard.press(key);
      await expectMoment(page, at);
    }
    expect(complaints).toEqual([]);
  });

  test("is stepped through with the mouse: buttons, the list of steps, the timeline", async () => {
    const { page, complaints } = await openPage(url);
    await page.getByRole("button", { name: "First state" }).click();
    await expectMoment(page, 0);
    await page.getByRole("button", { name: "Next step" }).click();
    await expectMoment(page, 1);
    await page.getByRole("button", { name: "Previous step" }).click();
    await expectMoment(page, 0);
    await page.locator(".step").nth(2).click();
    await expectMoment(page, 2);
    await page.getByRole("slider").click({ position: { x: 2, y: 10 } });
    await expectMoment(page, 0);
    await page.getByRole("button", { name: "Last state" }).click();
    await expectMoment(page, last);
    expect(complaints).toEqual([]);
  });

  test("has every variable, what it was before, and its history", async () => {
    const { page } = await openPage(`${url}#1`, {}, url);
    expect(await variable(page, "cells")).toBe("new, garbage ×3");
    expect(await variable(page, "uptodate")).toBe("false");
    await page.keyboard.press("j");
    expect(await variable(page, "uptodate")).toBe("true");
    expect(await page.locator(".variables tr.changed del").first().textContent()).toBe("false");
    await page.getByRole("button", { name: "cells", exact: true }).click();
    expect(await page.locator(".history li").allTextContents()).toEqual(["0 garbage ×4", "1 new, garbage ×3"]);
    await page.locator(".history li button").first().click();
    await expectMoment(page, 0);
    await page.getByRole("searchbox").fill("upto");
    expect(await page.locator(".variables th").allTextContents()).toEqual(["uptodate"]);
    // Letters that are typed into the filter are no steps.
    await page.getByRole("searchbox").press("j");
    expect(await shown(page)).toBe(0);
  });

  test("has the text of the specification for each step", async () => {
    const { page } = await openPage(`${url}#2`, {}, url);
    expect(await page.locator(".source pre").textContent()).toContain("if (hasty) s.uptodate = true;");
    const [word] = await page.locator(".source .keyword", { hasText: /^if$/ }).all();
    const colour = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    expect(await word?.textContent()).toBe("if");
    expect(await colour(".source .keyword")).not.toBe(await colour(".source pre"));
  });

  test("has an address for each step", async () => {
    const { page } = await openPage(`${url}#1`, {}, url);
    await expectMoment(page, 1);
    await page.keyboard.press("j");
    await expect.poll(() => page.url()).toBe(`${url}#2`);
  });

  test("says which steps are repeated for ever, and why such a run counts", async () => {
    const lasso = samples.find((sample) => sample.file.trace.loop !== undefined) as (typeof samples)[number];
    const { loop = 0, steps } = lasso.file.trace;
    const extras = await traceExtras(lasso.composed, lasso.file.trace);
    const { page, complaints } = await openPage(savedPage(await htmlTrace(lasso.file, extras)));
    const repeated = `Steps ${loop + 1} to ${steps.length} are repeated for ever. · ended(writer) is never true`;
    const fair = `weak fairness of writer: kept, it is taken again and again: in step ${loop + 1}, in step ${steps.length}`;
    expect(await page.locator("header .about").last().textContent()).toContain(`${repeated} · ${fair}`);
    await page.keyboard.press("End");
    await expect.poll(() => page.locator(".now").textContent()).toContain("No step is marked: a run that goes on for ever");
    expect(await page.locator(".step .repeated").count()).toBe(steps.length - loop);
    expect(complaints).toEqual([]);
  });

  test("is printed with every step", async () => {
    const { page, complaints } = await openPage(url);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator(".printed h2").count()).toBe(last + 1);
    expect(await page.locator(".printed h2").last().isVisible()).toBe(true);
    expect(await page.locator("main").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test.each([1440, 900, 390])("fits a window of %i pixels, in light and in dark", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, complaints } = await openPage(url, { viewport: { width, height: 844 }, colorScheme });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await page.locator(".grid .cell").first().isVisible()).toBe(true);
      const [ink, paper] = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
      expect(brightness(ink) > brightness(paper)).toBe(colorScheme === "dark");
      await page.screenshot({ path: screenshotFile(`trace-${width}-${colorScheme}`), fullPage: true });
      expect(complaints).toEqual([]);
    }
  });
});

function brightness(colour = ""): number {
  return (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
}
