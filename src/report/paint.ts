import pc from "picocolors";

/** The colours of what is printed, or none of them. */
export type Paint = ReturnType<typeof pc.createColors>;

/** Colours for a terminal that shows them; none for files and pipes, and none where NO_COLOR is set. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  return pc.createColors(stream.isTTY === true && pc.isColorSupported);
}
