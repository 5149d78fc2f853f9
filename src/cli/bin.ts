#!/usr/bin/env node
// A specification's places are read off the stack, so source maps have to be on before its first module is loaded.
process.setSourceMapsEnabled(true);
const { main } = await import("./main.js");
process.exitCode = await main(process.argv.slice(2));
