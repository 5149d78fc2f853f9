import { afterSeconds } from "../engine/afterSeconds.js";
import type { Kernel, ParameterValues } from "../language/index.js";
import type { InductiveProof } from "../proof/inductive/inductiveProof.js";
import { nameOf } from "../proof/tellOutcome.js";
import { paintFor } from "../report/paint.js";
import { inductiveText } from "../report/proof/inductiveText.js";
import { interruptSignal } from "./interruptSignal.js";
import { version } from "./version.js";

interface InductiveFlags {
  readonly set?: ParameterValues;
  readonly json?: boolean;
  /** In seconds, of all claims together. */
  readonly maxTime?: number;
}

/** `faultline prove --inductive`: what holds of a kernel in writes of any length, at real sizes. @returns the exit status */
export async function proveInductively(kernel: Kernel, { set = {}, json, maxTime }: InductiveFlags): Promise<number> {
  const [{ inductiveClaims }, { startZ3 }, { proveInductive }] = await Promise.all([
    import("../../spec/invariants/index.js"),
    import("../proof/inductive/z3.js"),
    import("../proof/inductive/proveInductive.js"),
  ]);
  const z3 = await startZ3();
  const interrupt = interruptSignal();
  const end = new AbortController();
  interrupt.addEventListener("abort", () => end.abort());
  const stopTimer = afterSeconds(maxTime, () => end.abort());
  const proofs: InductiveProof[] = [];
  try {
    for (const claim of inductiveClaims(kernel)) {
      const proof = await proveInductive(claim, z3, set, end.signal);
      proofs.push(proof);
      if (json !== true) process.stdout.write(`${inductiveText(proof, paintFor(process.stdout))}\n`);
    }
  } finally {
    stopTimer();
    await z3.stop();
  }
  if (json === true) process.stdout.write(`${JSON.stringify({ faultline: version, kernel: nameOf(kernel), proofs }, null, 2)}\n`);
  if (interrupt.aborted) return 130;
  if (proofs.some(({ verdict }) => verdict === "not inductive")) return 1;
  return proofs.some(({ verdict }) => verdict === "incomplete") ? 3 : 0;
}
