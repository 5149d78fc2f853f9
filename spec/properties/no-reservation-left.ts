import { implies } from "../../src/language/index.js";
import { btrfsPath } from "../btrfs/btrfs-path.js";

/** For btrfs. What dirty pages have taken over is writeback's to give back. */
export const noReservationLeft = btrfsPath.always(
  "no reservation is left behind",
  {
    about: "When a write returns, the space that it reserved belongs to pages that it made dirty, or was given back.",
    source: "b1bf862e9dad (Btrfs: fix regressions in copy_from_user handling)",
  },
  (s) => implies(s.result.returned, () => s.btrfs.reserved === 0),
);
