import type { Answers, Request } from "../protocol.js";

/** Asks the model. Rejects with what the server says of a question that cannot be asked. */
export type Ask = <R extends Request>(request: R) => Promise<Answers[R["ask"]]>;

/** Asks with the token that the page was served with. */
export function askWith(token: string): Ask {
  return async (request) => {
    const response = await fetch("/ask", { method: "POST", headers: { "x-faultline-token": token }, body: JSON.stringify(request) });
    const text = await response.text();
    if (response.ok) return JSON.parse(text);
    throw new Error(messageIn(text));
  };
}

function messageIn(text: string): string {
  try {
    const { message, hint } = JSON.parse(text) as { message: string; hint: string };
    return hint === "" ? message : `${message}: ${hint}`;
  } catch {
    return text;
  }
}
