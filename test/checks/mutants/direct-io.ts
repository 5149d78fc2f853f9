import { blockdevDirectIoTrims } from "../../../spec/vfs/blockdev-direct-io.js";
import { genericFileDirectWrite } from "../../../spec/vfs/generic-file-direct-write.js";
import { writePath } from "../../../spec/write-path.js";
import { type Mutant, mutant } from "./mutant.js";

const fixed = ["bugs/b33", "after"] as const;

/** Mutants of direct writes. */
export const directIoMutants: readonly Mutant[] = [
  mutant(
    "only the page cache is trimmed after an error, and the blocks stay",
    writePath.variant(blockdevDirectIoTrims, "mutant", { steps: { truncate: () => "done" } }),
    fixed,
  ),
  mutant("i_size is left where it was", writePath.variant(genericFileDirectWrite, "mutant", { steps: { i_size_write: () => "unlock" } }), fixed),
];
