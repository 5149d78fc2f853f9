/** A text as part of a file's name: `claims/c10` is `claims-c10`. */
export function fileName(text: string): string {
  return text.replace(/[^A-Za-z0-9._]+/g, "-").replace(/^-|-$/g, "");
}
