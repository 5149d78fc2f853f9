import { describe, expect, test } from "vitest";
import {
  countBeatsErrno,
  iSizeCoversData,
  iteratorIsInStep,
  noBlockLeftBehind,
  noGarbageBetweenRetries,
  noGarbageLeft,
  noStaleBetweenRetries,
  noStaleLeft,
  restIsUntouched,
  returnedCountIsInTheFile,
} from "../../../spec/properties/index.js";
import { cached, decide, expectHolds, expectViolated, type Hand, onDisk } from "./decide.js";

/** A write of three cells at 1 into a file of four old ones has returned 2. */
const wroteTwo: Hand = (s, p) => {
  s.i_size = 4;
  s.ghost.size_before = 4;
  s.blocks[0] = "mapped";
  s.blocks[1] = "mapped";
  onDisk(s, 0, ["old", "old", "old", "old"]);
  for (let pos = 0; pos < p.FILE; pos++) s.ghost.before[pos] = pos < 4 ? "old" : "zero";
  s.iov.position = 2;
  s.result.returned = true;
  s.result.count = 2;
  cached(s, p, 0, ["old", "new", "new", "old"], { uptodate: true, dirty: true });
};

/** The same, with one thing changed. */
const but =
  (change: Hand): Hand =>
  (s, p) => {
    wroteTwo(s, p);
    change(s, p);
  };

/** The request is rigid: it is set before the first step. */
const asked = { pos: 1, length: 3 };
const holds = { verdict: "holds", vacuous: false };

async function verdictOf(property: Parameters<typeof decide>[0], hand: Hand): Promise<string> {
  const { verdict } = await decide(property, [hand], {}, asked);
  return verdict;
}

describe("the returned count is what is in the file", () => {
  test("each cell in its place", async () => expect(await decide(returnedCountIsInTheFile, [wroteTwo], {}, asked)).toMatchObject(holds));

  test.each(["old", "zero", "misplaced", "garbage"] as const)("%s where the write says that it wrote is a violation", async (cell) => {
    const lost = but((s) => {
      s.folios[0].cells[2] = cell;
    });
    expect(await verdictOf(returnedCountIsInTheFile, lost)).toBe("violated");
  });

  test("another writer may have come after", async () => {
    const mapped = but((s) => {
      s.folios[0].cells[2] = "mmap";
    });
    expect(await verdictOf(returnedCountIsInTheFile, mapped)).toBe("holds");
  });
});

describe("what the write did not return is untouched", () => {
  test("old data beside it is still there", async () => expect(await decide(restIsUntouched, [wroteTwo], {}, asked)).toMatchObject(holds));

  test.each(["new", "zero", "garbage"] as const)("%s in a cell that was rejected is a violation", async (cell) => {
    const spilt = but((s) => {
      s.folios[0].cells[3] = cell;
    });
    expect(await verdictOf(restIsUntouched, spilt)).toBe("violated");
  });
});

describe("a count beats an error", () => {
  test.each([
    [2, 2, "ok", "holds"],
    [2, 2, "EFAULT", "violated"],
    [0, 0, "EFAULT", "holds"],
    [2, 0, "EFAULT", "violated"],
    [0, 0, "ok", "violated"],
  ] as const)("%i taken of the buffer, count %i with %s: %s", async (taken, count, errno, verdict) => {
    const returned = but((s) => {
      s.iov.position = taken;
      s.result.count = count;
      s.result.errno = errno;
    });
    expect(await verdictOf(countBeatsErrno, returned)).toBe(verdict);
  });
});

describe("iterator position equals start plus count", () => {
  test("in step", async () => expectHolds(iteratorIsInStep, wroteTwo));

  test("a cell that was copied and rejected must be given back", () =>
    expectViolated(
      iteratorIsInStep,
      [],
      but((s) => {
        s.iov.position = 3;
      }),
    ));
});

describe("i_size never passes written or zeroed data", () => {
  const grown: Hand = but((s) => {
    s.ghost.size_before = 1;
  });

  test("it grows over data", () => expectHolds(iSizeCoversData, grown));

  test("it does not grow over a stale block", () =>
    expectViolated(iSizeCoversData, [["cell", 4]], (s, p) => {
      grown(s, p);
      s.i_size = 6;
      s.blocks[2] = "mapped";
      onDisk(s, 4, ["stale", "stale"]);
    }));
});

describe("no block allocated by a failed write is left behind unwritten", () => {
  const allocated = (block: number): Hand =>
    but((s) => {
      s.ghost.allocated[block] = true;
    });

  test("a block with accepted data stays", async () => expect(await decide(noBlockLeftBehind, [allocated(0)], {}, asked)).toMatchObject(holds));

  test.each([
    ["a reservation that nothing was written to leaks", "delalloc", "zero", 8, "violated"],
    ["unless it lies past the end of the file", "delalloc", "zero", 4, "holds"],
    ["a block that was never written is stale for whoever makes the file longer", "mapped", "stale", 4, "violated"],
    ["a block that was zeroed may stay", "mapped", "zero", 8, "holds"],
  ] as const)("%s", async (_, state, cell, size, verdict) => {
    const left: Hand = (s, p) => {
      allocated(3)(s, p);
      s.i_size = size;
      s.blocks[3] = state;
      onDisk(s, 6, [cell, cell]);
    };
    expect(await verdictOf(noBlockLeftBehind, left)).toBe(verdict);
  });
});

describe.each([
  ["stale", noStaleLeft, noStaleBetweenRetries],
  ["garbage", noGarbageLeft, noGarbageBetweenRetries],
] as const)("%s data", (cell, left, between) => {
  const exposed = but((s) => {
    s.folios[0].cells[0] = cell;
  });

  test("is not left when the write has returned", async () => {
    await expectHolds(left, wroteTwo);
    await expectViolated(left, [["cell", 0]], exposed);
  });

  const retrying =
    (hand: Hand): Hand =>
    (s, p) => {
      hand(s, p);
      s.result.returned = false;
      s.i_rwsem = "writer";
    };

  test("is not readable between the retries of a write", async () => {
    await expectHolds(between, retrying(wroteTwo));
    await expectViolated(between, [["cell", 0]], retrying(exposed));
  });

  test.each<[string, Hand]>([
    [
      "a mapping",
      (s) => {
        s.iomap.held = true;
      },
    ],
    [
      "a folio",
      (s) => {
        s.folios[0].lock = "writer";
      },
    ],
  ])("a write that holds %s is not between retries", async (_, hold) => {
    const busy: Hand = (s, p) => {
      retrying(exposed)(s, p);
      hold(s, p);
    };
    expect(await decide(between, [busy])).toMatchObject({ verdict: "holds", vacuous: true });
  });
});
