import { SpecError } from "../../language/index.js";

/** XState's own pure transition functions: it is an optional peer, and the only judge of what its machines do. */
export const { initialTransition, transition } = await import("xstate").catch((cause: Error) => {
  throw new SpecError("FL401", `faultline/xstate needs the package xstate: ${cause.message}`, "npm install xstate@5");
});
