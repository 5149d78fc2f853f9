/** The buffered write path with what xfs keeps of a file that shares blocks with another one: only models of reflinked files have these variables. */
import { bool, record, system, type ValueOf, vector } from "../../src/language/index.js";
import { bounds } from "../page-cache/bounds.js";
import { legend, picture } from "../page-cache/picture.js";
import { writePath } from "../write-path.js";

const { domain } = bounds;

const cowFields = {
  /** Blocks that another file refers to as well: they may be read, and must not be written to. */
  shared: domain(({ BLOCKS }) => vector(BLOCKS, bool)),
  /** The COW fork: for these blocks space is reserved elsewhere, which is where writeback will put them (delalloc). */
  reserved: domain(({ BLOCKS }) => vector(BLOCKS, bool)),
  /** IOMAP_F_SHARED of the mapping that a write holds: it is one of the COW fork. `iomap` is then the source to read from (srcmap). */
  isShared: bool,
  /** IOMAP_F_NEW of that mapping: its blocks were reserved by this very iomap_begin. */
  isNew: bool,
};

const variables = { ...writePath.variables, cow: record(cowFields) };

/** The state of a write to a reflinked file, as steps see it. */
export type ReflinkState = ValueOf<typeof variables>;

/** The words to write machines, properties and models over reflinked files. Machines of the write path are at home here, too. */
export const reflinkPath = system("buffered write path of a reflinked file on xfs", { parameters: bounds, variables, picture, legend });
