import { describe, expect, it } from "vitest";
import { checksum, factsOf } from "../../src/kernel/console/factsOf.js";
import { guestReport } from "../../src/kernel/console/guestReport.js";
import type { Console } from "../../src/kernel/guest/boot.js";

function line(payload: string): string {
  return `@${checksum(payload)} ${payload}`;
}

function consoleOf(lines: readonly string[], ended: Console["ended"] = "by itself"): Console {
  return { text: lines.join("\r\n"), ended, seconds: 3 };
}

const files = (name: string): string[] => ["cached", "dropped", "remounted"].flatMap((when) => [`size ${name} ${when} 8`, `runs ${name} ${when} 0-4=N 4-8=0`]);
const whole = ["begin a", "returned a 4 0", "event a wb pos=0 len=4", "done a", ...files("a"), "tainted 0", "end"];

describe("a console is shared with the kernel, and untrusted", () => {
  it("a line counts if its checksum is right", () => {
    expect(factsOf(`${line("begin a")}\r\nkernel says hello\r\n`)).toEqual({
      facts: [{ kind: "begin", words: ["a"] }],
      damaged: 0,
      others: ["kernel says hello"],
    });
  });

  it("the checksum is FNV-1a, as the driver computes it", () => {
    expect(checksum("ran 3")).toBe("45871e03");
  });

  it("a line that was cut off, or that somebody wrote into, is damaged and not believed", () => {
    const intact = line("returned a 4 0");
    const text = [intact.slice(0, -1), `${intact.slice(0, 12)}[  3.1] watchdog${intact.slice(12)}`, `[  3.1] oops ${intact}`].join("\n");
    expect(factsOf(text)).toMatchObject({ facts: [], damaged: 3 });
  });

  it("a line that claims to be a fact and is none is not believed", () => {
    expect(factsOf("@00000000 end\n@deadbeef returned a 4 0").facts).toEqual([]);
  });

  it("numbers that are none, names of objects and endless words are only words", () => {
    const hostile = [
      "returned a NaN 0",
      "event a __proto__ len=1",
      "event a wb __proto__=1 len=99999999999999999999999 pos=0x10",
      `event a ${"w".repeat(900)} len=1`,
    ];
    const { scenarios } = guestReport(consoleOf(hostile.map(line)), ["a"]);
    expect(scenarios[0]?.returned).toBeUndefined();
    expect(scenarios[0]?.events.map(({ name }) => name)).toEqual(["__proto__", "wb"]);
    expect(Object.keys(scenarios[0]?.events[1]?.args ?? {})).not.toContain("pos");
  });
});

describe("what became of a scenario", () => {
  const fateOf = (lines: readonly string[], ended?: Console["ended"], raw: readonly string[] = []) =>
    guestReport(consoleOf([...lines.map(line), ...raw], ended), ["a"]).scenarios[0];

  it("is known when everything about it arrived", () => {
    expect(fateOf(whole)).toMatchObject({
      fate: "whole",
      returned: { count: 4, errno: 0 },
      files: { cached: { size: 8 } },
      events: [{ name: "wb", args: { pos: 0, len: 4 } }],
    });
  });

  it.each(whole.filter((payload) => !/^(event|tainted|begin)/.test(payload)))("is not known without '%s'", (missing) => {
    expect(fateOf(whole.filter((payload) => payload !== missing))?.fate).not.toBe("whole");
  });

  it("is not known when a run of its content is missing", () => {
    expect(fateOf(whole.map((payload) => payload.replace("runs a cached 0-4=N 4-8=0", "runs a cached 4-8=0")))?.fate).toBe("cut off");
  });

  it("is not known when any line was damaged: it may have been about it", () => {
    expect(fateOf(whole, "by itself", ["@12345678 event a rd sta"])?.fate).toBe("cut off");
  });

  it("a panic in the midst of it is a panic; what was to come after was not run", () => {
    const text = [line("begin a"), "[    3.1] Kernel panic - not syncing: Fatal exception"];
    const { scenarios, complaints } = guestReport(consoleOf(text), ["a", "b"]);
    expect(scenarios.map(({ fate }) => fate)).toEqual(["panic", "not run"]);
    expect(complaints).toHaveLength(1);
  });

  it("a write that does not return is a hang, whether the driver or the time limit says so", () => {
    expect(fateOf(["begin a", "hang a"])?.fate).toBe("hang");
    expect(fateOf(["begin a"], "time limit")?.fate).toBe("hang");
    expect(fateOf([], "time limit")?.fate).toBe("not run");
  });

  it("a full disk is told apart from a defect", () => {
    expect(fateOf(["full a old content: No space left on device"])).toMatchObject({ fate: "disk full", why: "old content: No space left on device" });
  });

  it("an interrupted guest has run what it has run", () => {
    expect(fateOf([], "interrupted")).toMatchObject({ fate: "not run", why: "interrupted" });
  });
});
