/** The buffered write path with what ext4 keeps beside it: only models of ext4 with delayed allocation have these variables. */
import { bool, record, system, type ValueOf, vector } from "../../src/language/index.js";
import { bounds, fileOffset } from "../page-cache/bounds.js";
import { legend, picture } from "../page-cache/picture.js";
import { writePath } from "../write-path.js";

const ext4Fields = {
  /** EXT4_I(inode)->i_disksize: the size of the file as it goes to disk. It follows i_size once the data has a place. */
  i_disksize: fileOffset,
  /** EXTENT_STATUS_DELAYED of each block, in the extent status tree: a write has reserved the block, and it has no place on disk yet. */
  delayed: bounds.domain(({ BLOCKS }) => vector(BLOCKS, bool)),
};

const variables = { ...writePath.variables, ext4: record(ext4Fields) };

/** The state of a write to ext4, as steps see it. */
export type Ext4State = ValueOf<typeof variables>;

/** The words to write machines, properties and models over ext4. Machines of the write path are at home here, too. */
export const ext4Path = system("buffered write path of ext4", { parameters: bounds, variables, picture, legend });
