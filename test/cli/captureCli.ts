import { vi } from "vitest";
import { main } from "../../src/cli/main.js";
import type { Ended } from "./runCli.js";

/** Runs the command line in this process: the same as {@link runCli}, without the cost of starting one. Not for two at a time. */
export async function captureCli(args: readonly string[], { CI = "" }: { readonly CI?: string } = {}): Promise<Ended> {
  vi.stubEnv("CI", CI);
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const status = await main(args);
    return { status, out: out.mock.calls.map(([text]) => text).join(""), err: err.mock.calls.map(([text]) => text).join("") };
  } finally {
    vi.unstubAllEnvs();
    out.mockRestore();
    err.mockRestore();
  }
}
