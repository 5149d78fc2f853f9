/** A line of a mail may have this many characters: as `git log` and replies with a few `>` in front still fit a terminal. */
export const MAIL_WIDTH = 72;

const PLAIN: Readonly<Record<string, string>> = {
  "→": "->",
  "←": "<-",
  "·": ".",
  "…": "...",
  "⋯": "...",
  "–": "-",
  "—": "-",
  "●": "*",
  "✗": "x",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
};

/** Text in printable ASCII: what has an equivalent gets it, accents are dropped, and `?` stands for the rest. */
export function ascii(text: string): string {
  const known = [...text].map((character) => PLAIN[character] ?? character).join("");
  return known
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^\x20-\x7e]/g, "?");
}

/** Words in lines of a mail. `indent` stands before each, `first` before the first instead. A word that is longer than a line is broken. */
export function paragraph(text: string, indent = "", first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of wordsOf(ascii(text), MAIL_WIDTH - Math.max(indent.length, first.length))) {
    if (!isEmpty && line.length + 1 + word.length > MAIL_WIDTH) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}

/** A shell command in lines that end in a backslash where they go on. A word stays whole, however long. */
export function commandLines(words: readonly string[], indent: string): string[] {
  const room = MAIL_WIDTH - indent.length - " \\".length;
  const lines: string[] = [];
  for (const word of words.map(ascii)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, index) => `${indent}${line}${index < lines.length - 1 ? " \\" : ""}`);
}

function wordsOf(text: string, longest: number): string[] {
  return text.split(" ").flatMap((word) => piecesOf(word, longest));
}

function piecesOf(word: string, longest: number): string[] {
  return word.match(new RegExp(`.{1,${longest}}`, "g")) ?? [];
}
