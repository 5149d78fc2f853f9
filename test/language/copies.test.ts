import { expect, test } from "vitest";
import { compose } from "../../src/language/compose.js";
import { copies, parameters, range, system } from "../../src/language/index.js";

const nodes = copies("node", 3);
const sys = system("a ring", { parameters: parameters({}), variables: { owner: nodes.id, members: nodes.set, mine: nodes.each(range(0, 2)) } });
const node = sys.actor("node", { source: "this test", locals: { self: nodes.self }, steps: { run: () => "run" } });
const three = sys.copies("node", nodes, node);

test("copies are processes of their own, each with its number", () => {
  const { processes, slots } = compose(sys.model("three", { processes: three }));
  expect(processes.map(({ name }) => name)).toEqual(["node 0", "node 1", "node 2"]);
  const known = slots.map(({ name, least, greatest }) => `${name}: ${least} to ${greatest}`);
  expect(known).toEqual(expect.arrayContaining(["owner: -1 to 2", "members: 0 to 7", "mine[2]: 0 to 2", "node 0.self: 0 to 0", "node 2.self: 2 to 2"]));
});

test("a set of copies has 1 to 31 of them", () => {
  for (const count of [0, 32, 1.5]) expect(() => copies("node", count)).toThrow(expect.objectContaining({ code: "FL101" }));
  expect(copies("node", 1).count).toBe(1);
});

test("a number of its own has only what is a copy, and only as a local", () => {
  const wild = system("wild", { parameters: parameters({}), variables: { who: nodes.self } });
  const idle = wild.actor("idle", { source: "this test", steps: { run: () => "run" } });
  expect(() => compose(wild.model("wild", { processes: [wild.process("idle", idle)] }))).toThrow(expect.objectContaining({ code: "FL101" }));
  expect(() => compose(sys.model("lonely", { processes: [sys.process("lonely", node)] }))).toThrow(expect.objectContaining({ code: "FL101" }));
});

test("a model has all copies of a set, or none", () => {
  expect(() => compose(sys.model("two of three", { processes: three.slice(0, 2) }))).toThrow(expect.objectContaining({ code: "FL102" }));
  const snooper = sys.copies("snooper", nodes, sys.actor("snooper", { source: "this test", steps: { run: () => "run" } }));
  expect(compose(sys.model("two of each", { processes: [...three, ...snooper] })).processes).toHaveLength(6);
  expect(() => compose(sys.model("a snooper is missing", { processes: [...three, ...snooper.slice(1)] }))).toThrow(expect.objectContaining({ code: "FL102" }));
});

test("two sets of copies have two names", () => {
  const others = sys.copies("other", copies("node", 3), sys.actor("other", { source: "this test", steps: { run: () => "run" } }));
  expect(() => compose(sys.model("twins", { processes: [...three, ...others] }))).toThrow(expect.objectContaining({ code: "FL113" }));
});
