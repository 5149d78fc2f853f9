import { useState } from "preact/hooks";
import type { Pin, StepView } from "../protocol.js";
import type { Ask } from "./ask.js";

interface JumpBarProps {
  readonly ask: Ask;
  /** The state to begin in, once it is known. */
  readonly from: number | undefined;
  readonly pins: readonly Pin[];
  readonly arrive: (steps: readonly StepView[]) => void;
  readonly say: (message: string) => void;
}

/** Goes the shortest way to a state of which an expression is true. */
export function JumpBar({ ask, from, pins, arrive, say }: JumpBarProps) {
  const [expression, setExpression] = useState("");
  const [isLooking, setLooking] = useState(false);
  const jump = async (): Promise<void> => {
    if (from === undefined || expression.trim() === "") return;
    setLooking(true);
    say("");
    try {
      const { steps, looked, gaveUp } = await ask({ ask: "find", from, expression, pins });
      if (steps !== null) arrive(steps);
      else say(gaveUp ? `Not found among the ${looked} states that are nearest.` : `No state that can be reached from here satisfies it; there are ${looked}.`);
    } catch (error) {
      say((error as Error).message);
    }
    setLooking(false);
  };
  return (
    <form
      class="jump"
      onSubmit={(event) => {
        event.preventDefault();
        void jump();
      }}
    >
      <label>
        Go on to a state where{" "}
        <input
          type="text"
          spellcheck={false}
          placeholder='s.i_size === 2 && at.writer === "writer.returned"'
          value={expression}
          onInput={(event) => setExpression(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={isLooking}>
        {isLooking ? "Looking …" : "Go"}
      </button>
    </form>
  );
}
