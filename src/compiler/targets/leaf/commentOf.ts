/** Text that may stand in a comment of any target. */
export function commentOf(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?").replace(/\/\*|\*\/|\(\*|\*\)|--/g, "?");
}
