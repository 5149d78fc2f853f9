/** A glob as a pattern: `*` is any run of characters without `/`, `**` any run, `?` one character. Everything else is itself. */
export function glob(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replace(/\*\*|\*|\?/g, (wild) => (wild === "**" ? ".*" : wild === "*" ? "[^/]*" : "[^/]"));
  return new RegExp(`^${source}$`);
}
