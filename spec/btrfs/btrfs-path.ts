/** The buffered write path with what btrfs keeps beside it: only models of btrfs have these variables. */
import { range, record, system, type ValueOf } from "../../src/language/index.js";
import { bounds } from "../page-cache/bounds.js";
import { legend, picture } from "../page-cache/picture.js";
import { writePath } from "../write-path.js";

const btrfsFields = {
  /** Pages that btrfs_delalloc_reserve_space() has reserved, and that no dirty page has taken over yet. Each eviction may leave one behind. */
  reserved: bounds.domain(({ EVICTIONS }) => range(0, EVICTIONS + 1)),
};

const variables = { ...writePath.variables, btrfs: record(btrfsFields) };

/** The state of a write to btrfs, as steps see it. */
export type BtrfsState = ValueOf<typeof variables>;

/** The words to write machines, properties and models over btrfs. Machines of the write path are at home here, too. */
export const btrfsPath = system("buffered write path of btrfs", { parameters: bounds, variables, picture, legend });
