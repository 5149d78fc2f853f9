import { implies } from "../../src/language/index.js";
import { ext4Path } from "../ext4/ext4-path.js";

/** For ext4. Within write_end i_disksize moves first, which nobody sees: whoever commits an inode to the journal is kept out. */
export const disksizeWithinISize = ext4Path.always(
  "i_disksize never passes i_size",
  {
    about: "While no write is under way, the size that goes to disk is not more than the size of the file: what lies in between was never accepted.",
    source: "1dedde690303 (ext4: fix i_disksize exceeding i_size problem in paritally written case); CVE-2023-53270",
  },
  (s) => implies(s.i_rwsem === "nobody", () => s.ext4.i_disksize <= s.i_size),
);
