import { SpecError } from "../language/index.js";
import { type GuestReport, guestReport } from "./console/guestReport.js";
import { boot } from "./guest/boot.js";
import type { Guest } from "./guests.js";
import type { Mutation } from "./mutations.js";
import type { KernelCache } from "./prepare/kernelCache.js";
import { blockBytes, type Scenario } from "./scenario/scenario.js";
import { scriptOf } from "./scenario/scriptOf.js";

/** On which kernel, and how long it may take. */
export interface Asking {
  readonly cache: KernelCache;
  readonly guest: Guest;
  readonly mutation?: Mutation | undefined;
  readonly maxSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Boots a guest once and has it run scenarios, which are of one file system, one block size and one way to boot.
 * @throws SpecError FL501, FL502 for what is missing, FL505 for a scenario that cannot be driven
 */
export async function askGuest({ cache, guest, mutation, maxSeconds, signal }: Asking, scenarios: readonly Scenario[]): Promise<GuestReport> {
  const [first] = scenarios;
  if (first === undefined) throw new SpecError("FL505", "there is no scenario to run", "name a check that is violated");
  const errand = { guest, filesystem: first.filesystem, mutation, script: scenarios.map(scriptOf).join("") };
  const options = { blockBytes: blockBytes(first), initOnAlloc: first.bounds.INIT_ON_ALLOC === true, maxSeconds, signal };
  return guestReport(
    await boot(cache, errand, options),
    scenarios.map(({ name }) => name),
  );
}
