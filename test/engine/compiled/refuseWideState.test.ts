import { expect, test } from "vitest";
import { refuseWideState, WIDEST_STATE } from "../../../src/engine/compiled/refuseWideState.js";
import { compose } from "../../../src/language/compose.js";
import { bool, kernel, type Model, parameters, prototype, SpecError, system, vector } from "../../../src/language/index.js";
import { expectSameResults } from "./agree.js";

/** A state of so many bits, of which one is where the process stands. */
function wide(bits: number): Model {
  const sys = system("wide", { parameters: parameters({ last: bits - 2 }), variables: { cells: vector(bits - 1, bool) } });
  const painter = sys.actor("painter", {
    source: "this test",
    steps: {
      paint(s, _, { last }, choose) {
        const end = choose.flag("end");
        s.cells[end ? last : 0] = true;
        return "wait";
      },
      wait(s, _, { last }) {
        s.cells[last] = !s.cells[last];
        return "wait";
      },
    },
  });
  return sys.model("wide", { processes: [sys.process("p", painter)], properties: [sys.never("painted", {}, (s, { last }) => s.cells[last] === true)] });
}

test("the widest state that is compiled comes out as the reference engine has it", async () => {
  expect(await expectSameResults(wide(WIDEST_STATE))).toMatchObject({ verdict: "violated", states: 5 });
});

test("a wider one is a coded error that names its model, its place and the variable that takes most", () => {
  const model = wide(WIDEST_STATE + 1);
  const refuse = (): void => refuseWideState(compose(model));
  expect(refuse).toThrow(SpecError);
  expect(refuse).toThrow(
    expect.objectContaining({
      code: "FL115",
      message: "a state of wide takes 4097 bits; 4096 is the most that is compiled",
      hint: expect.stringMatching(/^'cells' takes 4096 of them: lower the bounds/),
      site: model.site,
    }),
  );
});

/** A machine with so many bits of its own that is called twice, one call after the other. */
function calledTwice(bits: number): Model {
  const sys = system("called twice", { parameters: parameters({}), variables: {} });
  const paint = prototype("paint", { exits: ["painted"] });
  const painting = sys.machine(paint, {
    source: "this test",
    locals: { cells: vector(bits, bool) },
    steps: {
      draw(_, me, __, choose) {
        me.cells[0] = choose.flag("first");
        return "look";
      },
      look() {
        return "painted";
      },
    },
  });
  const painter = sys.actor("painter", {
    source: "this test",
    exits: ["done"],
    steps: {
      begin() {
        return "once";
      },
    },
    calls: { once: { to: paint, on: { painted: () => "again" } }, again: { to: paint, on: { painted: () => "done" } } },
  });
  return sys.model("called twice", { kernel: kernel("none", { links: [painting] }), processes: [sys.process("p", painter)] });
}

test("machines that one machine calls share their bits, so a state is as wide as the widest of them", () => {
  const refuse = (bits: number) => (): void => refuseWideState(compose(calledTwice(bits)));
  expect(refuse(4000)).not.toThrow();
  expect(refuse(4096)).toThrow(
    expect.objectContaining({ code: "FL115", message: expect.stringContaining("takes 4099 bits"), hint: expect.stringMatching(/takes 4096/) }),
  );
});
