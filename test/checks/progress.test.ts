/** Progress is asked of every kernel, on every file system that it has. */
import { expect, test } from "vitest";
import { ext2 } from "../../checks/progress/ext2.js";
import { gfs2 } from "../../checks/progress/gfs2.js";
import { xfs } from "../../checks/progress/xfs.js";
import { kernels } from "../../spec/kernels.js";

test.each([
  { check: ext2, has: "generic_perform_write" },
  { check: gfs2, has: "gfs2_file_buffered_write" },
  { check: xfs, has: "xfs_file_buffered_write" },
])("$check.id asks every kernel that has $has()", ({ check, has }) => {
  const asked = check.runs.map(({ name }) => name);
  expect(asked.toSorted()).toEqual(
    kernels
      .filter(({ links }) => has in links)
      .map(({ name }) => name)
      .toSorted(),
  );
});
