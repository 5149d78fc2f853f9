import { describe, expect, test } from "vitest";
import { checkSubset } from "../../../src/compiler/index.js";
import type { SearchResult } from "../../../src/engine/result.js";
import { compose } from "../../../src/language/compose.js";
import type { Patch } from "../../../src/language/index.js";
import { explore, resultOf, traceOf } from "../../fixtures/explore.js";
import { checkThenAct, loserLooksAway, plainCounter, plainStore, publishBeforeWrite } from "./mistakes.js";
import { nobodySeesHalfAState, noInsertIsDouble, noInsertIsLost, oneWorkerIsTold, whatIsPublishedIsWhole } from "./properties.js";
import { workersAtTable } from "./workers.js";

describe("no insert is lost, none is double, and nobody sees half a state", () => {
  test.each([
    { WORKERS: 2, INSERTS: 2, KEYS: 3, PLACES: 4 },
    { WORKERS: 2, INSERTS: 2, KEYS: 3, PLACES: 3 },
    { WORKERS: 3, INSERTS: 1, KEYS: 3, PLACES: 4 },
  ])("with $WORKERS workers that insert $INSERTS of $KEYS states each into $PLACES places", (set) => {
    const result = explore(workersAtTable(set));
    expect(result.properties.filter(({ verdict, vacuous }) => verdict !== "holds" || vacuous)).toEqual([]);
    expect(result.unreached).toEqual([]);
  });
});

describe("each mistake is caught, by a shortest trace", () => {
  const untilBothHaveWritten = [
    ...["next(0)", "hash()", "load()", "reserve()", "write_low()", "write_high()"].map((step) => `worker 1.${step}`),
    ...["next(2)", "hash()", "load()", "reserve()", "write_low()", "write_high()"].map((step) => `worker 2.${step}`),
  ];

  const explored = new Map<Patch, SearchResult>();

  function told(mistake: Patch, { name }: { readonly name: string }): string[] {
    const result = explored.get(mistake) ?? explore(workersAtTable({ WORKERS: 2 }, mistake));
    explored.set(mistake, result);
    expect(resultOf(result, name).verdict).toBe("violated");
    return traceOf(result, name);
  }

  test("a plain store loses what the other worker has put there", () => {
    expect(told(plainStore, noInsertIsLost)).toEqual([...untilBothHaveWritten, "worker 2.publish()", "worker 1.publish()"]);
  });

  test("a look before the store only moves the gap", () => {
    const looked = untilBothHaveWritten.toSpliced(6, 0, "worker 1.publish()");
    expect(told(checkThenAct, noInsertIsLost)).toEqual([...looked, "worker 2.publish()", "worker 2.store()", "worker 1.store()"]);
  });

  test("published before it is written, a state is compared with when only its index is there", () => {
    const published = ["next(0)", "hash()", "load()", "reserve()", "publish()"].map((step) => `worker 1.${step}`);
    expect(told(publishBeforeWrite, whatIsPublishedIsWhole)).toEqual(published);
    expect(told(publishBeforeWrite, nobodySeesHalfAState)).toEqual([
      ...published,
      "worker 2.next(0)",
      "worker 2.hash()",
      "worker 2.load()",
      "worker 2.compare_low()",
    ]);
  });

  test("and the same state gets two indices, because half of it looked like another one", () => {
    expect(told(publishBeforeWrite, noInsertIsDouble).slice(-6)).toEqual([
      "worker 2.reserve()",
      "worker 2.publish()",
      "worker 2.write_low()",
      "worker 2.write_high()",
      "worker 1.write_low()",
      "worker 1.write_high()",
    ]);
  });

  test("a loser that does not look at the winner's state inserts it a second time, and both are told that it is new", () => {
    const trace = told(loserLooksAway, oneWorkerIsTold);
    expect(trace.slice(-6)).toEqual([
      "worker 2.publish()",
      "worker 1.publish()",
      "worker 1.load()",
      "worker 1.write_low()",
      "worker 1.write_high()",
      "worker 1.publish()",
    ]);
    expect(told(loserLooksAway, noInsertIsDouble)).toEqual(trace);
  });

  test("a counter without an atomic addition gives one index to two workers, and one writes over the other's state", () => {
    expect(told(plainCounter, noInsertIsLost)).toEqual([
      ...["next(0)", "hash()", "load()", "reserve()"].map((step) => `worker 1.${step}`),
      ...["next(1)", "hash()", "load()", "reserve()", "count()", "write_low()", "write_high()", "publish()"].map((step) => `worker 2.${step}`),
      "worker 1.count()",
      "worker 1.write_low()",
    ]);
  });
});

test("the table and its mistakes are within the subset that the compiler takes", () => {
  const models = [undefined, publishBeforeWrite, plainStore, checkThenAct, loserLooksAway, plainCounter].map((mistake) =>
    workersAtTable({ WORKERS: 3 }, mistake),
  );
  expect(models.flatMap((model) => checkSubset(compose(model)))).toEqual([]);
});
