import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Benchmark } from "./benchmarks.js";
import { faultline, settings } from "./faultline.js";
import { firstLine, Missing } from "./missing.js";
import { type Ended, runChild } from "./runChild.js";

/** Where a peer's model comes from: what we export, or what was written for it by hand. */
export type ModelSource = (benchmark: Benchmark) => Promise<{ readonly text: string } | { readonly file: string }>;

/** The model as `faultline export` writes it. @throws Missing when it cannot */
export function exported(language: "promela" | "murphi"): ModelSource {
  return async ({ check, set }) => {
    const { out } = await mustSucceed("faultline export", faultline(["export", check, "--to", language, ...settings(set)]));
    return { text: out };
  };
}

/** The model as it lies in a folder. @throws Missing when it does not */
export function writtenByHand(folder: string, ending: "pml" | "m"): ModelSource {
  return async ({ byHand }) => {
    const file = join(folder, `${byHand}.${ending}`);
    if (!existsSync(file)) throw new Missing(`there is no ${file}`);
    return { file };
  };
}

/** The outcome of a program on the way to what is measured. @throws Missing with the first line of its complaint */
export async function mustSucceed(what: string, running: Promise<Ended>): Promise<Ended> {
  const ended = await running;
  if (ended.status === 0) return ended;
  throw new Missing(`${what}: ${firstLine(ended.err) || firstLine(ended.out) || `exit status ${ended.status}`}`);
}

/** Builds a C program with what the peers' manuals recommend. */
export function compileC(folder: string, args: readonly string[]): Promise<Ended> {
  return mustSucceed("cc", runChild("cc", ["-O3", "-march=native", ...args], { cwd: folder }));
}
