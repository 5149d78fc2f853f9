/** The buffered write path with a second size: only models of xfs up to 3.2, when it went over to the VFS's, have this variable. */
import { record, system, type ValueOf } from "../../src/language/index.js";
import { bounds, fileOffset } from "../page-cache/bounds.js";
import { legend, picture } from "../page-cache/picture.js";
import { writePath } from "../write-path.js";

const inodeFields = {
  /** ip->i_size: how long the file is in xfs's own eyes. It follows inode->i_size (`i_size`) when a write(2) is over, not page by page. */
  i_size: fileOffset,
};

const variables = { ...writePath.variables, ip: record(inodeFields) };

/** The state of a write to xfs, as steps see it. */
export type XfsState = ValueOf<typeof variables>;

/** The words to write machines, properties and models over xfs of that time. Machines of the write path are at home here, too. */
export const xfsInodePath = system("buffered write path of xfs over buffer heads", { parameters: bounds, variables, picture, legend });
