#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { buildIsStale } from "./buildIsStale.js";

const main = new URL("./main.js", import.meta.url);
const source = new URL("../../../src/cli/main.ts", import.meta.url);

const stale = buildIsStale(fileURLToPath(new URL("../../../", import.meta.url)), fileURLToPath(import.meta.url));
if (stale) (await import("tsx/esm/api")).register();
const cli = (await import((stale ? source : main).href)) as typeof import("./main.js");
// Who reads only the first lines of a report closes the pipe: the verdict, and so the status, is what it is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await cli.main(process.argv.slice(2));
