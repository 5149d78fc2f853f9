/** Joins parts with commas into lines of at most `width` characters, each behind an indent; a part is not broken. */
export function wrapParts(parts: readonly string[], indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of parts) {
    if (line !== "" && indent.length + line.length + part.length + 2 > width) {
      lines.push(`${indent}${line},`);
      line = part;
    } else line = line === "" ? part : `${line}, ${part}`;
  }
  return line === "" ? lines : [...lines, `${indent}${line}`];
}
