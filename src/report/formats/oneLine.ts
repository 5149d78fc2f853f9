/** Text without line breaks and other control characters, for formats in which they would end something. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
