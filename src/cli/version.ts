import { existsSync, readFileSync } from "node:fs";

/** The package's version, from its package.json: two folders up in the source, three in the build. */
export const version: string = readVersion();

function readVersion(): string {
  const place = ["../../package.json", "../../../package.json"].map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url));
  const { version } = JSON.parse(readFileSync(place as URL, "utf8")) as { version: string };
  return version;
}
