import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longestFirst.js";

/** Milliseconds for one test: an hour, where FAULTLINE_LONG=1 asks everything. */
const PATIENCE = process.env.FAULTLINE_LONG === undefined ? 120_000 : 3_600_000;

export default defineConfig({
  // A test that imports "faultline", as users do, must get the modules that the other tests import, not the copy in dist/.
  resolve: { alias: { faultline: fileURLToPath(new URL("src/index.ts", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/sharedModules.ts",
    sequence: { sequencer: LongestFirst },
    // Modules of others are as Node gives them, which the product gets, too: to look through a proxy at each name of TypeScript takes time.
    deps: { interopDefault: false },
    pool: "forks",
    maxWorkers: 2,
    // Files share the modules that a process has loaded: TypeScript and asc take a second each to start. So no file may leave anything behind.
    isolate: false,
    testTimeout: PATIENCE,
    hookTimeout: PATIENCE,
  },
});
