import { all, implies } from "../../src/language/index.js";
import { writePath } from "../write-path.js";
import { holdsDirtyData } from "./dirty-implies-backed.js";

/** A truncation may free any block: it holds i_rwsem, which a write's clean-up holds as its writer. */
export const cleanUpFreesItsOwn = writePath.step(
  "clean-up frees only what this call allocated",
  {
    about: "A block that becomes a hole while the write cleans up was allocated by this very write, and holds no data that is waiting to be written.",
    source: "f65e6fad293b, f43dc4dc3eff and 72ab70a19b4e (write failure that freed or dropped too much)",
  },
  (before, after, p) =>
    all(0, p.BLOCKS, (block) =>
      implies(
        before.i_rwsem === "writer" && before.blocks[block] !== "hole" && after.blocks[block] === "hole",
        () => before.ghost.allocated[block] && !holdsDirtyData(before, block, p),
      ),
    ),
);
