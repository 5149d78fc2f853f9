import { defineConfig } from "tsdown";

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
  dts: { entry: ["src/index.ts", "src/testing/xstate/index.ts"] },
  // Asked for where they are installed, by bench and by a checkout; what is only a devDependency would be copied into dist/.
  external: ["@xstate/graph", "esbuild"],
  report: false,
});
