import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "tsdown";
import { hashOfCompiler } from "./src/engine/compiled/compilerHash.js";

/**
 * Imported as a module, TypeScript's nine megabytes are first searched for the names that they export, which takes longer than to load them: the build requires
 * them. The import is one line before and after, so places stay.
 */
const requireTypeScript = {
  name: "require-typescript",
  transform: (code: string) =>
    code.replace('import ts from "typescript";', 'import { createRequire } from "node:module"; const ts = createRequire(import.meta.url)("typescript");'),
};

/** A digest of the sources of a file of the build. */
function sourcesOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files.filter((name) => existsSync(name))) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** What is run or imported from outside, and what threads begin with. Who imports a specification shares it, so each of them is there, too. */
const entry = [
  "src/index.ts",
  "src/{language,testing/*}/index.ts",
  "src/cli/{bin,hand,main,runWorker}.ts",
  "src/cli/bench/adjacencyWorker.ts",
  "src/engine/compiled/searchThread.ts",
  "spec/**/*.ts",
  "checks/**/*.ts",
];

/**
 * Node takes longer to find a module than to run it, so those that are needed together are one file, with what they import; the first group that a module is in has it.
 * What no group has, such as the commands, is put together by who imports it.
 */
const groups = [
  { name: "src/language/packageFolder", test: /\/src\/language\/packageFolder\.ts/ },
  { name: "src/cli/hand", test: /\/src\/cli\/hand\.ts/ },
  { name: "src/language/language", test: /\/src\/language\// },
  { name: "src/engine/interpreter/choices", test: /\/src\/engine\/interpreter\/(choiceTree|follow)\.ts/ },
  // Alone: on a stack, its file is where a specification ends and the engine begins.
  { name: "src/engine/interpreter/stepper", test: /\/src\/engine\/interpreter\/stepper\.ts/ },
  {
    name: "src/engine/engine",
    test: /\/src\/(engine\/(check|decideRun)|report\/runReport|coverage\/measureCoverage|proof\/observer|cli\/(job|moduleText|problemOf|proofFamily))\.ts/,
  },
  { name: "src/cli/cli", test: /\/src\/cli\/checkCommand\.ts/ },
  { name: "src/compiler/compiler", test: /\/src\/compiler\/(index|reducedModule)\.ts/ },
  { name: "spec/spec", test: /\/spec\/(?!outlines\/)/ },
  { name: "spec/outlines/outlines", test: /\/spec\/outlines\// },
];

const shared: UserConfig = {
  root: ".",
  platform: "node",
  target: "node20",
  fixedExtension: false,
  treeshake: false,
  report: false,
};

/**
 * The library, the command line and the built-in specs and checks share one instance of each module, whoever imports it: src/language keeps state. Nothing is
 * dropped. What runs in a browser is bundled by src/report/html/buildPages.ts.
 */
export default defineConfig([
  {
    ...shared,
    entry,
    sourcemap: true,
    dts: false,
    define: { BUILT_COMPILER: JSON.stringify(hashOfCompiler(fileURLToPath(new URL("./", import.meta.url)))) },
    // Asked for where they are installed, by bench and by a checkout; what is only a devDependency would be copied into dist/.
    external: ["@xstate/graph", "bullmq", "esbuild", "ioredis", "tree-sitter-c", "web-tree-sitter", "z3-solver"],
    plugins: [requireTypeScript],
    outputOptions: {
      chunkFileNames: ({ name }) => (name.includes("/") ? "[name].chunk.js" : "src/chunks/[name].js"),
      // What the key of a compiled module is made of, beside the code: types are not in it.
      footer: ({ moduleIds }) => `//# sources ${sourcesOf(moduleIds)}`,
      codeSplitting: { groups: groups.map((group, at) => ({ ...group, priority: groups.length - at })) },
    },
  },
  { ...shared, entry: ["src/index.ts", "src/testing/*/index.ts"], unbundle: true, clean: false, dts: { emitDtsOnly: true } },
]);
