import { SpecError } from "../../language/index.js";

/** fast-check itself: an optional peer, which generates runs and shrinks them. */
const fastCheck = await import("fast-check").catch((cause: Error) => {
  throw new SpecError("FL401", `faultline/fast-check needs the package fast-check: ${cause.message}`, "npm install --save-dev fast-check@4");
});

export const { Arbitrary, Stream, Value } = fastCheck;

/** Where fast-check asks a value to tell itself. */
export const toStringMethod: typeof import("fast-check").toStringMethod = fastCheck.toStringMethod;
