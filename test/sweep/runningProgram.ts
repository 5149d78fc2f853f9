import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** The build, which runs the source instead where it is older. */
const PROGRAM = "dist/src/cli/bin.js";

/** A command line that runs beside the test, and what it has said so far. */
export class RunningProgram {
  /** Everything that it printed. */
  said = "";
  /** Whether it was sent a signal. */
  isTold = false;
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;
  private wake: () => void = () => {};

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env: { ...process.env, NO_COLOR: "1", ...env } });
    const hear = (text: Buffer): void => {
      this.said += text;
      this.wake();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    this.child = child;
    this.ended = new Promise((resolve) => child.on("close", resolve));
  }

  kill(signal: NodeJS.Signals): void {
    this.isTold = true;
    this.child.kill(signal);
  }

  /** Calls back whenever it says something. */
  onSaid(act: () => void): void {
    this.wake = act;
  }
}
