import { expect, test } from "vitest";
import { htmlTrace } from "../../src/report/html/htmlTrace.js";
import { traceData } from "../../src/report/html/traceData.js";
import type { TraceFile } from "../../src/report/traceFile.js";
import { samples } from "../report/formats/traceFiles.js";
import { describeInBrowser, openPage } from "./browser.js";
import { savedPage } from "./savedPages.js";

const STEPS = 2000;
const [{ file }] = samples as [(typeof samples)[number]];

/** The steps of a short trace, over and over. */
function longTrace(): TraceFile {
  const { steps } = file.trace;
  const many = Array.from({ length: STEPS }, (_, index) => ({ ...(steps[index % steps.length] as (typeof steps)[number]), step: `step ${index + 1}` }));
  return { ...file, trace: { ...file.trace, steps: many } };
}

const nothing = { legend: {}, explanation: null, parts: [], excerpts: [] };

describeInBrowser("a trace of 2,000 steps", () => {
  test("has each value and each row of its pictures once", () => {
    const [short, long] = [traceData(file, nothing), traceData(longTrace(), nothing)];
    expect(long.moments).toHaveLength(STEPS + 1);
    expect(long.values).toEqual(short.values);
    expect(long.rows).toEqual(short.rows);
  });

  test("is listed without a row for each of its steps, and every step can be reached", async () => {
    const { page, complaints } = await openPage(savedPage(await htmlTrace(longTrace(), nothing)));
    expect(await page.locator(".step").count()).toBeLessThan(100);
    const current = page.locator(".step[aria-current]");
    for (const [key, name] of [
      ["End", `step ${STEPS}`],
      ["Home", "initial state"],
      ["PageDown", "step 10"],
      ["End", `step ${STEPS}`],
      ["k", `step ${STEPS - 1}`],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => current.locator(".what").textContent()).toContain(name);
      await expect.poll(() => current.isVisible()).toBe(true);
    }
    await page.locator(".steps .scroller").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight / 2));
    await page.getByText("step 1000", { exact: true }).click();
    await expect.poll(() => page.locator(".counter").textContent()).toBe(`1000 / ${STEPS}`);
    expect(complaints).toEqual([]);
  });
});
