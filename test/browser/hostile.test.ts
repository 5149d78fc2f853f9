import { expect, test } from "vitest";
import { htmlTrace } from "../../src/report/html/htmlTrace.js";
import type { TraceExtras } from "../../src/report/html/traceData.js";
import { traceExtras } from "../../src/report/html/traceExtras.js";
import type { TraceFile } from "../../src/report/traceFile.js";
import { BREAKS, HOSTILE_PROPERTY, IMAGE, SCRIPT } from "../fixtures/hostile.js";
import { samples } from "../report/formats/traceFiles.js";
import { describeInBrowser, openPage, type WatchedPage } from "./browser.js";
import { savedPage } from "./savedPages.js";

const [ordinary, , hostile] = samples as [(typeof samples)[number], (typeof samples)[number], (typeof samples)[number]];

/** Steps through everything, and expects nothing but text of it. */
async function expectHarmless({ page, complaints }: WatchedPage): Promise<void> {
  await page.keyboard.press("Home");
  for (const _ of hostile.file.trace.steps) await page.keyboard.press("j");
  for (const button of await page.locator(".variables th button").all()) await button.click();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
  expect(await page.locator("img, iframe, object, embed, link").count()).toBe(0);
  expect(await page.locator("script").count()).toBe(2);
  expect(complaints).toEqual([]);
}

describeInBrowser("what is hostile is shown, and does nothing", () => {
  test("a specification whose names and texts are markup and script", async () => {
    const watched = await openPage(savedPage(await htmlTrace(hostile.file, await traceExtras(hostile.composed, hostile.file.trace))));
    expect(await watched.page.locator("h1").textContent()).toContain(SCRIPT);
    expect(await watched.page.locator(".grid .label").first().textContent()).toBe(`row${IMAGE}`);
    expect(await watched.page.locator(".about").textContent()).toContain(SCRIPT);
    await expectHarmless(watched);
  });

  test("a trace file in which every string is", async () => {
    const poison = (value: unknown): unknown => {
      if (typeof value === "string") return SCRIPT + IMAGE + BREAKS + value;
      if (Array.isArray(value)) return value.map(poison);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]));
    };
    const file = poison(ordinary.file) as TraceFile;
    const nothing: TraceExtras = {
      legend: {},
      explanation: null,
      parts: [],
      excerpts: file.trace.steps.map(() => ({
        file: SCRIPT,
        line: 1,
        lines: [
          [
            ["plain", IMAGE],
            ["string", SCRIPT],
          ],
        ],
      })),
    };
    const watched = await openPage(savedPage(await htmlTrace(file, nothing)));
    expect(await watched.page.locator("h1").textContent()).toContain(SCRIPT + IMAGE);
    await expectHarmless(watched);
  });

  test("script that gets into the page all the same is refused by its policy", async () => {
    const html = await htmlTrace(hostile.file, await traceExtras(hostile.composed, hostile.file.trace));
    const { page, complaints } = await openPage(savedPage(html.replace("</body>", `${SCRIPT.replace("</script>", "")}${IMAGE.slice(3)}</body>`)));
    expect(await page.locator("h1").textContent()).toContain(HOSTILE_PROPERTY.slice(0, 8));
    expect(await page.evaluate(() => (globalThis as { hacked?: number }).hacked)).toBeUndefined();
    expect(complaints.some((text) => text.includes("Content Security Policy"))).toBe(true);
  });
});
