import { defineConfig } from "tsdown";

/**
 * Imported as a module, TypeScript's nine megabytes are first searched for the names that they export, which takes longer than to load them: the build requires
 * them. The import is one line before and after, so places stay.
 */
const requireTypeScript = {
  name: "require-typescript",
  transform: (code: string) =>
    code.replace('import ts from "typescript";', 'import { createRequire } from "node:module"; const ts = createRequire(import.meta.url)("typescript");'),
};

/**
 * One module of dist/ for each source file, in the same tree, so that the library, the command line and the built-in specs and
 * checks share one instance of src/language: it keeps module state. Nothing is bundled, dropped or renamed. What runs in a browser
 * is bundled by src/report/html/buildPages.ts.
 */
export default defineConfig({
  entry: ["src/**/*.ts", "!src/**/page/**", "spec/**/*.ts", "checks/**/*.ts"],
  unbundle: true,
  treeshake: false,
  platform: "node",
  target: "node20",
  fixedExtension: false,
  sourcemap: true,
  dts: { entry: ["src/index.ts", "src/testing/*/index.ts"] },
  // Asked for where they are installed, by bench and by a checkout; what is only a devDependency would be copied into dist/.
  external: ["@xstate/graph", "bullmq", "esbuild", "ioredis", "tree-sitter-c", "web-tree-sitter", "z3-solver"],
  plugins: [requireTypeScript],
  report: false,
});
