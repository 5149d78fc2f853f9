import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a temporary folder whose name says whose it is, and removes those of the same kind that processes of this machine have left behind which are no more: one that is
 * killed cannot clean up after itself. Containers may share a folder for such things, so that a process's number means nothing without the name of its machine.
 */
export function temporaryFolder(kind: string): string {
  const own = `faultline-${kind}-${hostname()}-`;
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.startsWith(own) ? (/^(\d+)-/.exec(name.slice(own.length)) ?? []) : [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
  return mkdtempSync(join(tmpdir(), `${own}${process.pid}-`));
}

/** Somebody else's process is alive, too, though nobody else may speak to it. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
