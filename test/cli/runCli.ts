import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The build, which runs the source instead where it is older. */
const PROGRAM = "dist/src/cli/bin.js";

/** What a command line printed, and the status with which it ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line, in the package's folder, as at a desk: whether or not this is a CI. `whileRunning` may send signals. */
export function runCli(args: readonly string[], whileRunning: (child: ChildProcessWithoutNullStreams) => void = () => {}): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env: { ...process.env, NO_COLOR: "1", CI: "" } });
  let out = "";
  let err = "";
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    err += text;
  });
  whileRunning(child);
  return new Promise((end) => child.on("close", (status) => end({ status, out, err })));
}

/** A file of this folder's fixtures, as the command line is given it. */
export function fixture(name: string): string {
  return `./test/cli/fixtures/${name}`;
}
