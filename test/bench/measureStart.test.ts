import { afterAll, expect, test, vi } from "vitest";
import type { faultline } from "../../src/cli/bench/faultline.js";

// What a start costs is for bench to say; here no process is started. Modules are loaded anew before and after, for files share them.
const running = vi.fn<typeof faultline>();
vi.resetModules();
vi.doMock("../../src/cli/bench/faultline.js", () => ({ faultline: running }));
const { LARGEST, measureStart } = await import("../../src/cli/bench/measureStart.js");
afterAll(() => {
  vi.doUnmock("../../src/cli/bench/faultline.js");
  vi.resetModules();
});

const FOUND = JSON.stringify({ checks: [{ states: 1 }] });

/** A process that took so long. */
function ended(seconds: number, out = FOUND) {
  return { status: 3, out, err: out === "" ? "why\n" : "", seconds, peakBytes: null };
}

test("each run is cold first, with a cache that nobody else has, and then has what the cold one kept", async () => {
  for (const seconds of [5, 1, 7, 2, 6, 3]) running.mockResolvedValueOnce(ended(seconds));
  const report = await measureStart({ runs: 3, maxSeconds: 60, onRun: () => {} });
  expect(report).toEqual({ check: LARGEST, missing: null, runs: 3, coldSeconds: 6, cachedSeconds: 2 });
  const caches = running.mock.calls.map(([, options]) => options?.env?.XDG_CACHE_HOME);
  expect(new Set(caches).size).toBe(3);
  expect(caches).toEqual([caches[0], caches[0], caches[2], caches[2], caches[4], caches[4]]);
  expect(caches).not.toContain(process.env.XDG_CACHE_HOME);
});

test("a process that came to no state has no time, and says why", async () => {
  running.mockResolvedValueOnce(ended(5)).mockResolvedValueOnce(ended(1, ""));
  expect(await measureStart({ runs: 3, maxSeconds: 60, onRun: () => {} })).toMatchObject({ missing: "why", coldSeconds: null, cachedSeconds: null });
});
