/**
 * Words of the kernel that only its preprocessor knows, and that a parser of C trips over. Each is written over with plain C of the same length, so that every
 * place stays where it is.
 */
const WORDS: readonly (readonly [pattern: RegExp, plain: string])[] = [
  [/\bSTATIC\b/g, "static"],
  [/\b(noinline|noinline_for_stack|__always_inline|__user|__init|__exit|__must_check|__force|__iomem|__rcu|__percpu)\b/g, ""],
  // the type that a macro is given, as if it were a variable
  [/\b(?:(?:un)?signed (?:long long|long|int|char|short)|long long)(?=\s*,)/g, "type"],
  [/\bstruct \w+(?=\s*,\s*\w)/g, "type"],
  // loops that a macro writes
  [/\b(?:list|hlist|xas|xa|bio|for)_?for_each\w*(?=\s*\()|\b(?:list|hlist|xas|xa|bio|for)_each\w*(?=\s*\()/g, "while"],
];

/** The text of a file of the kernel, as plain C with all places kept. */
export function plainC(text: string): string {
  return WORDS.reduce((plain, [pattern, word]) => plain.replace(pattern, (found) => word.padEnd(found.length)), text);
}
