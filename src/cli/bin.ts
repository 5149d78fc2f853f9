#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { buildIsStale } from "./buildIsStale.js";

const stale = buildIsStale(fileURLToPath(new URL("../../../", import.meta.url)), fileURLToPath(import.meta.url));
if (stale) (await import("tsx/esm/api")).register();
const beside = (name: string): string => new URL(stale ? `../../../src/cli/${name}.ts` : `./${name}.js`, import.meta.url).href;

// The thread that will decide loads its modules while this one loads the command line.
if (process.argv[2] === "check") ((await import(beside("hand"))) as typeof import("./hand.js")).startEarly("thread");
const cli = (await import(beside("main"))) as typeof import("./main.js");
// Who reads only the first lines of a report closes the pipe: the verdict, and so the status, is what it is.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await cli.main(process.argv.slice(2));
