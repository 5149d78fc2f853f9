/** Whether faultline runs from its TypeScript source, rather than from the build. */
export const FROM_SOURCE: boolean = import.meta.url.endsWith(".ts");

/** Folders of the package end here. A build puts modules together, so from where a module is written nothing follows about where it runs. */
const SOURCES = import.meta.url.lastIndexOf("/src/") + 1;

/** The tree that runs, of the source or of the build: it has `src/`, `spec/` and `checks/`. */
export const RUNNING_TREE: URL = new URL(import.meta.url.slice(0, SOURCES));

/** The package's own folder: it has the source, and `dist/` with the build. */
export const PACKAGE_FOLDER: URL = FROM_SOURCE ? RUNNING_TREE : new URL("../", RUNNING_TREE);

/** A module of this package, in the tree that runs: `src/cli/bin`, without its ending. */
export function runningModule(path: string): URL {
  return new URL(`${path}${FROM_SOURCE ? ".ts" : ".js"}`, RUNNING_TREE);
}
