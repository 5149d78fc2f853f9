import { expect, test } from "vitest";
import { v5_17 } from "../../spec/kernels.js";
import { patternBounds, patternGrid } from "../../spec/pattern-grid.js";
import { gfs2Write } from "../../spec/workbench.js";
import { Stepper } from "../../src/engine/interpreter/stepper.js";
import { compose } from "../../src/language/compose.js";

test.each([4, 2])("the grid of writes has 8,316 initial states, all of them different, with blocks of %i cells", (BLOCK) => {
  const stepper = new Stepper(compose(gfs2Write(v5_17, { set: { ...patternBounds, BLOCK }, initial: patternGrid, properties: [] })));
  const states = new Set<string>();
  let drawn = 0;
  stepper.initialStates(() => {
    drawn++;
    states.add(stepper.slots.join());
  });
  expect([drawn, states.size]).toEqual([8316, 8316]);
});
