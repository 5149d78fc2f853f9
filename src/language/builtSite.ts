import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, resolve } from "node:path";
import type { Site } from "./site.js";

/** A place in a build, told as the place in the source that it was built from, by the source map beside it; as it stands where there is none. */
export function sourceOf(built: Site): Site {
  const entry = mapOf(built.file)?.findEntry(built.line - 1, built.column - 1);
  if (entry === undefined || !("originalSource" in entry)) return built;
  return { file: resolve(dirname(built.file), entry.originalSource), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** A place in a build whose source is looked up when it is asked for: most places never are. */
export function sourceOnDemand(built: Site): Site {
  let source: Site | undefined;
  const found = (): Site => {
    source ??= sourceOf(built);
    return source;
  };
  const site = {
    get file() {
      return sourceFileOf(built.file) ?? found().file;
    },
    get line() {
      return found().line;
    },
    get column() {
      return found().column;
    },
  };
  files.set(site, built.file);
  return site;
}

const files = new WeakMap<Site, string>();

/** The file that has a place as it runs: of the build, where it was built. */
export function runningFileOf(site: Site): string {
  return files.get(site) ?? site.file;
}

const sources = new Map<string, string | undefined>();

/** What the build did not put together with other modules is in the same tree as its source: which file that is takes no source map. */
function sourceFileOf(file: string): string | undefined {
  if (!sources.has(file)) {
    const source = file.replace(/\/dist\/((?:src|spec|checks)\/.*)\.js$/, "/$1.ts");
    sources.set(file, existsSync(source) ? source : undefined);
  }
  return sources.get(file);
}

const maps = new Map<string, SourceMap | undefined>();

function mapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}
