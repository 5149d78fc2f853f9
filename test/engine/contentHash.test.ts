import { expect, test } from "vitest";
import { contentHash } from "../../src/engine/contentHash.js";
import { compose } from "../../src/language/compose.js";
import { careless, neverFive, neverFull, pump, tank } from "../cli/fixtures/tank.js";

const pumping = { processes: [tank.process("pump", pump)], properties: [neverFull] };

const higher = tank.initial((s) => {
  s.level = 1;
});

test("the same question has the same hash, whoever composes it and whatever it is called", () => {
  expect(contentHash(compose(tank.model("a", pumping)))).toBe(contentHash(compose(tank.model("b", pumping))));
});

test("another bound, property, machine or process is another question", () => {
  const questions = [
    compose(tank.model("m", pumping)),
    compose(tank.model("m", pumping), { size: 2 }),
    compose(tank.model("m", { ...pumping, properties: [neverFive] })),
    compose(tank.model("m", { ...pumping, processes: [tank.process("pump", careless)] })),
    compose(tank.model("m", { ...pumping, processes: [tank.process("pump", pump, { daemon: true })] })),
    compose(tank.model("m", { ...pumping, initial: higher })),
  ];
  expect(new Set(questions.map(contentHash)).size).toBe(questions.length);
});
