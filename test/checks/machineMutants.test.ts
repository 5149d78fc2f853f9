import { describe, expect, test } from "vitest";
import { decideRun } from "../../src/engine/decideRun.js";
import type { Run } from "../../src/index.js";
import { reportRun } from "../../src/report/runReport.js";
import { machines } from "../spec/machines.js";
import { thisTurn } from "../turns.js";
import { ownChecks } from "./checks.js";
import { actorMutants } from "./mutants/actors.js";
import { directIoMutants } from "./mutants/direct-io.js";
import { gfs2Mutants } from "./mutants/gfs2.js";
import { iomapMutants } from "./mutants/iomap.js";
import type { Mutant } from "./mutants/mutant.js";
import { otherFilesystemMutants } from "./mutants/other-filesystems.js";
import { vfsMutants } from "./mutants/vfs.js";
import { xfsMutants } from "./mutants/xfs.js";
import { xfsBufferHeadMutants } from "./mutants/xfs-buffer-heads.js";

const mutants = [
  ...iomapMutants,
  ...xfsMutants,
  ...xfsBufferHeadMutants,
  ...gfs2Mutants,
  ...vfsMutants,
  ...directIoMutants,
  ...actorMutants,
  ...otherFilesystemMutants,
];
const checks = await ownChecks();

function runOf({ noticedBy: [id, name] }: Mutant): Run {
  const run = checks.find((check) => check.id === id)?.runs.find((each) => each.name === name);
  if (run === undefined) throw new Error(`${id} has no run '${name}'`);
  return run;
}

async function comesOutAsExpected(run: Run): Promise<boolean> {
  const outcome = await decideRun(run, { set: {}, stopOnFirst: run.expect === "holds" });
  return reportRun(run, outcome, { set: {}, strict: false }).asExpected;
}

describe.each(thisTurn(mutants, 2))("$of: $what", (mutant) => {
  test(`is noticed by ${mutant.noticedBy.join(", ")}`, async () => {
    const run = runOf(mutant);
    expect(await comesOutAsExpected({ ...run, model: mutant.mutate(run.model) })).toBe(false);
  });
});

test("every function and every actor has a mutant", async () => {
  const functions = [...new Set((await machines()).map(({ prototype }) => prototype.name))].sort();
  expect([...new Set(mutants.map(({ of }) => of))].sort()).toEqual(functions);
});
