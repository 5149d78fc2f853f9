/** Whether a check that nothing put to the test fails where nobody says: in continuous integration, which sets CI, it does. */
export function strictByDefault({ CI }: { readonly CI?: string | undefined }): boolean {
  return CI !== undefined && !["", "0", "false"].includes(CI);
}
