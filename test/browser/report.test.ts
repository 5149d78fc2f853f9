import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { type ComposedModel, compose } from "../../src/language/compose.js";
import { type Check, defineCheck, type Run } from "../../src/language/index.js";
import { type CheckReport, reportCheck } from "../../src/report/checkReport.js";
import { saveReport } from "../../src/report/html/saveReport.js";
import { reportError } from "../../src/report/report.js";
import { careful, hasty } from "../cli/fixtures/copier.check.js";
import { hostileCheck, SCRIPT } from "../fixtures/hostile.js";
import { runReportsOf } from "../trace/traceOf.js";
import { describeInBrowser, openPage } from "./browser.js";
import { screenshotFile } from "./savedPages.js";

/** In the form of the catalogue of bugs. */
const mended = defineCheck({
  id: "copier/mended",
  title: "A bug and its fix",
  expect: "violated",
  runs: [
    { ...(hasty.runs[0] as Run), name: "before" },
    { ...(careful.runs[0] as Run), name: "after", role: "contrast" },
  ],
});
const asked: readonly Check[] = [hasty, careful, hostileCheck, mended];
const folder = join(mkdtempSync(join(tmpdir(), "faultline-report-")), "made");
const url = pathToFileURL(join(folder, "index.html")).href;

beforeAll(async () => {
  const checks = await Promise.all(asked.map(async (check): Promise<CheckReport> => reportCheck(check, await runReportsOf(check))));
  const error = reportError({ code: "FL301", message: SCRIPT, file: undefined, line: undefined, column: undefined, hint: "look" });
  await saveReport(folder, { faultline: "0", checks, errors: [error] }, ({ id }) => modelOf(asked.find((check) => check.id === id) as Check));
});

function modelOf({ runs }: Check): ComposedModel {
  return compose((runs[0] as Run).model);
}

describeInBrowser("the index page of a report", () => {
  test("has every check with its verdict and size, and every error", async () => {
    const { page, complaints } = await openPage(url);
    expect(await page.locator(".check-row .id").allTextContents()).toEqual(asked.map(({ id }) => id));
    expect(await page.locator(".check-row > summary .verdict").allTextContents()).toEqual(["violated", "holds", "violated", "violated"]);
    expect(await page.locator(".check-row .fix").allTextContents()).toEqual([
      expect.stringMatching(/^before: violated in \d+ steps; after: holds in \d+ states$/),
    ]);
    expect(await page.locator(".check-row > summary .size").first().textContent()).toMatch(/^\d+ states$/);
    expect(await page.locator(".failure").textContent()).toBe(`FL301: ${SCRIPT}. look`);
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  test("shows only what is asked for", async () => {
    const { page } = await openPage(url);
    await page.getByRole("button", { name: /^holds/ }).click();
    expect(await page.locator(".check-row .id").allTextContents()).toEqual([careful.id]);
    await page.getByRole("button", { name: /^all/ }).click();
    await page.getByRole("searchbox").fill(hasty.id);
    expect(await page.locator(".check-row .id").allTextContents()).toEqual([hasty.id]);
  });

  test("leads to the page of each counterexample", async () => {
    const { page, complaints } = await openPage(url, {}, pathToFileURL(folder).href);
    await page.locator(".check-row > summary").first().click();
    await page.getByRole("link", { name: "uptodate implies valid" }).click();
    expect(await page.locator("h1").textContent()).toContain("uptodate implies valid");
    expect(readdirSync(folder).filter((name) => name !== "index.html")).toHaveLength(asked.filter(({ expect: verdict }) => verdict === "violated").length);
    expect(complaints).toEqual([]);
  });

  test.each([1440, 900, 390])("fits a window of %i pixels, in light and in dark", async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, complaints } = await openPage(url, { viewport: { width, height: 844 }, colorScheme });
      for (const row of await page.locator(".check-row > summary").all()) await row.click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await page.screenshot({ path: screenshotFile(`index-${width}-${colorScheme}`), fullPage: true });
      expect(complaints).toEqual([]);
    }
  });
});

test("a report that cannot be written is an error that names the folder", async () => {
  const file = join(folder, "index.html");
  expect(existsSync(file)).toBe(true);
  await expect(saveReport(join(file, "below"), { faultline: "0", checks: [], errors: [] }, () => modelOf(hasty))).rejects.toMatchObject({
    code: "FL307",
  });
});
