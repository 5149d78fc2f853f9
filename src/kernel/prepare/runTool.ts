import { execFile } from "node:child_process";
import { SpecError } from "../../language/index.js";

/** How a tool is run. */
interface ToolOptions {
  readonly cwd?: string;
  readonly input?: Uint8Array;
}

/** What most tools print at most, in bytes: an unpacked kernel is the greatest. */
const MOST_OUTPUT = 512 * 2 ** 20;

/** Runs a tool to its end and gives what it printed. @throws SpecError FL503 with the end of what it complained about */
export function runTool(tool: string, args: readonly string[], { cwd, input }: ToolOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(tool, [...args], { cwd, encoding: "buffer", maxBuffer: MOST_OUTPUT }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          new SpecError(
            "FL503",
            `${tool} ${args[0] ?? ""} failed: ${lastLines(stderr) || error.message}`,
            "mend what it says, and run it again: it goes on from there",
          ),
        );
    });
    // A tool that has seen enough closes its end early: that is no failure of ours.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

function lastLines(text: Buffer): string {
  return text.toString().trim().split("\n").slice(-4).join("; ").slice(-600);
}
