import { SpecError } from "../../language/index.js";

/** vitest's own `expect`: it is an optional peer. */
export const { expect } = await import("vitest").catch((cause: Error) => {
  throw new SpecError("FL401", `faultline/vitest needs the package vitest: ${cause.message}`, "npm install --save-dev vitest@4");
});
