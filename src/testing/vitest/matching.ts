/** What a matcher answers. */
export interface Answer {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What a matcher is told of how it was asked. */
export interface Asking {
  /** After `.not`; vitest leaves it away elsewhere. */
  readonly isNot?: boolean;
}

/** An answer whose message takes a while to find: it is looked for only if it is going to be shown. */
export async function answer({ isNot }: Asking, pass: boolean, message: () => string | Promise<string>): Promise<Answer> {
  const told = pass === (isNot === true) ? await message() : "";
  return { pass, message: () => told };
}

/** A search that did not come to its end passes no matcher, nor its opposite: `pass` is what makes it fail. */
export function undecided({ isNot }: Asking, message: string): Answer {
  return { pass: isNot === true, message: () => message };
}
