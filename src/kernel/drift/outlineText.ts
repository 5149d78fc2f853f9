import { type Mark, opensBlock } from "./mark.js";

const STEP = "  ";

/** An outline as it is written down: a line for each mark, what is inside a block further to the right, and no `end`. */
export function outlineText(marks: readonly Mark[]): string {
  let depth = 0;
  const lines: string[] = [];
  for (const { text } of marks) {
    if (text === "end") depth--;
    else lines.push(`${STEP.repeat(depth)}${text}`);
    if (opensBlock(text)) depth++;
  }
  return lines.join("\n");
}

/** The marks of an outline that was written down; its lines are those of the text. */
export function marksOf(outline: string): readonly Mark[] {
  const lines = outline.split("\n").flatMap((text, index) => (text.trim() === "" ? [] : [{ text: text.trim(), indent: text.search(/\S/), line: index + 1 }]));
  const marks: Mark[] = [];
  const open: number[] = [];
  for (const { text, indent, line } of lines) {
    for (let block = open.at(-1); block !== undefined && block >= indent; block = open.at(-1)) {
      open.pop();
      marks.push({ text: "end", line });
    }
    marks.push({ text, line });
    if (opensBlock(text)) open.push(indent);
  }
  const last = lines.length;
  return [...marks, ...open.map(() => ({ text: "end", line: last }))];
}
