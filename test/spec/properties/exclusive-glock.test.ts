import { describe, expect, test } from "vitest";
import { exclusiveGlockIsAlone, remoteGlockIsAlone } from "../../../spec/properties/index.js";
import { decide, expectHolds, type Hand } from "./decide.js";

const writerHolds: Hand = (s) => {
  s.glock.cached = "EX";
  s.glock.writer.state = "holding";
  s.glock.writer.mode = "EX";
};

describe("an exclusive glock holder is alone", () => {
  test("with others waiting", () =>
    expectHolds(exclusiveGlockIsAlone, (s, p) => {
      writerHolds(s, p);
      s.glock.faulter.state = "waiting";
      s.glock.faulter.mode = "SH";
    }));

  test.each(["reader", "faulter", "truncater"] as const)("a %s that holds it too is a violation, even if the writer is weak", async (other) => {
    const both: Hand = (s, p) => {
      writerHolds(s, p);
      s.glock.writer.weak = true;
      s.glock[other].state = "holding";
      s.glock[other].mode = "SH";
    };
    expect((await decide(exclusiveGlockIsAlone, [both])).verdict).toBe("violated");
  });

  test.each(["SH", "EX"] as const)("another node that has it in %s is a violation", async (remote) => {
    const both: Hand = (s, p) => {
      writerHolds(s, p);
      s.glock.remote = remote;
    };
    expect((await decide(exclusiveGlockIsAlone, [both])).verdict).toBe("violated");
  });
});

describe("an exclusive glock holder on another node is alone", () => {
  const remoteHolds: Hand = (s) => {
    s.glock.remote = "EX";
  };

  test("with nobody here", () => expectHolds(remoteGlockIsAlone, remoteHolds));

  test("a shared holder here is a violation", async () => {
    const both: Hand = (s, p) => {
      remoteHolds(s, p);
      s.glock.reader.state = "holding";
      s.glock.reader.mode = "SH";
    };
    expect((await decide(remoteGlockIsAlone, [both])).verdict).toBe("violated");
  });
});
