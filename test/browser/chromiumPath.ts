import { execFileSync } from "node:child_process";

/** Debian's chromium, or what FAULTLINE_CHROMIUM names; undefined where there is none. */
export const chromiumPath: string | undefined = process.env.FAULTLINE_CHROMIUM ?? found("chromium");

function found(command: string): string | undefined {
  try {
    return execFileSync("sh", ["-c", `command -v ${command}`], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
