import { readFileSync } from "node:fs";
import { PACKAGE_FOLDER } from "../language/packageFolder.js";

/** The package's version, from its package.json. */
export const { version } = JSON.parse(readFileSync(new URL("package.json", PACKAGE_FOLDER), "utf8")) as { readonly version: string };
