import { bool, parameters, system, when } from "../../../src/language/index.js";

const street = system("street", { parameters: parameters({}), variables: { isClosed: bool } });

const walker = street.actor("walker", {
  source: "this file",
  steps: {
    walk(s) {
      s.isClosed = true;
      return "turn";
    },
    turn(s) {
      when(!s.isClosed);
      return "walk";
    },
  },
});

/** A process that waits for ever in the last state there is. */
export const deadEnd = street.model("dead end", { processes: [street.process("walker", walker)] });
