import { Command } from "commander";
import { SpecError } from "../language/index.js";
import { sweepExit, tellSweep } from "../report/tellSweep.js";
import { withoutShares } from "../sweep/joinResults.js";
import { mergeResults } from "../sweep/mergeResults.js";
import { readResults, writeResults } from "../sweep/resultFile.js";
import { findSweep } from "./findSweep.js";

interface MergeFlags {
  readonly sweep?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly junit?: string;
}

/** `faultline merge`: result files of shards, as one. */
export function mergeCommand(exit: (status: number) => void): Command {
  return new Command("merge")
    .description("Put result files together: those of shards, or of the same sweep run again. Each job counts once; one whose shares are all there is decided.")
    .argument("<file...>", "files that faultline sweep --out has written")
    .option("--sweep <sweep>", "the sweep, by id or file, if it is none of the package's own")
    .option("--out <file>", "write the merged results there")
    .option("--html <file>", "also write a page, with plots")
    .option("--junit <file>", "also write the result as JUnit XML")
    .option("--json", "print one JSON document")
    .action(async (files: string[], flags: MergeFlags) => exit(await merge(files, flags)));
}

async function merge(files: readonly string[], flags: MergeFlags): Promise<number> {
  const merged = mergeResults(files.flatMap(readResults));
  const ids = [...new Set(merged.map(({ sweep }) => sweep))];
  const [first] = ids;
  if (first === undefined) throw new SpecError("FL313", "there is no result in these files", "name files that faultline sweep --out has written");
  if (ids.length > 1) throw new SpecError("FL313", `these are results of several sweeps: ${ids.join(", ")}`, "merge the files of one sweep at a time");
  const results = withoutShares(merged);
  if (flags.out !== undefined) writeResults(flags.out, results);
  const { sweep, jobs } = await findSweep(flags.sweep ?? first);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  return sweepExit(await tellSweep({ sweep, jobs, results, known: results.length, seconds }, flags));
}
