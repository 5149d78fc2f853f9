import { createHash } from "node:crypto";
import type { PageBundle } from "./pageBundle.js";

/** What a page consists of. */
export interface PageParts extends PageBundle {
  readonly title: string;
  /** Read by the script as {@link DATA_ID}: anything that JSON can say. */
  readonly data: unknown;
  /** Whether it may ask the server that it came from. */
  readonly connects?: boolean;
}

/** The id of the element that holds a page's data. */
export const DATA_ID = "data";

/**
 * One HTML file that needs nothing else. Its security policy allows the one script and the one style sheet that are in it, by
 * their hashes, and no request to anywhere (but to a server of its own, where it has one); whatever comes from a specification or a trace is data, never markup.
 */
export function htmlPage({ title, script, style, data, connects = false }: PageParts): string {
  const policy = ["default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(style)}`, "base-uri 'none'", "form-action 'none'"];
  if (connects) policy.push("connect-src 'self'");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="app"><noscript>This page needs JavaScript; npx faultline trace --format text does not.</noscript></div>
<script type="application/json" id="${DATA_ID}">${escapeJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What a security policy calls a script or a style sheet that stands in the page. */
export function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Text between tags, or in a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON in a script element: the parser of HTML looks for `</script` and `<!--` only, so no `<` is left for it to find. */
function escapeJson(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
