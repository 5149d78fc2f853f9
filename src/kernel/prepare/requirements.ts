import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { SpecError } from "../../language/index.js";

/** The Debian package that each program comes from. */
const PACKAGES: Readonly<Record<string, string>> = {
  "qemu-system-x86_64": "qemu-system-x86",
  "mkfs.gfs2": "gfs2-utils",
  "mkfs.xfs": "xfsprogs",
  gcc: "gcc libc6-dev",
  "gcc-12": "gcc-12",
  make: "make",
  xz: "xz-utils",
  zstd: "zstd",
  tar: "tar",
  "dpkg-deb": "dpkg",
  "apt-get": "apt",
  "apt-cache": "apt",
};

/** What boots a guest. */
export const BOOT_TOOLS = ["qemu-system-x86_64", "mkfs.gfs2", "mkfs.xfs"] as const;
/** What prepares one. */
export const PREPARE_TOOLS = [...BOOT_TOOLS, "apt-get", "apt-cache", "dpkg-deb", "tar", "xz", "gcc"] as const;
/** What builds a mutated module besides. */
export const BUILD_TOOLS = ["make", "gcc-12"] as const;

/** The programs among `tools` that are not installed. */
export function missingTools(tools: readonly string[]): readonly string[] {
  return tools.filter((tool) => pathOf(tool) === undefined);
}

/** @throws SpecError FL501 naming what is missing, and the packages that bring it */
export function requireTools(tools: readonly string[]): void {
  const missing = missingTools(tools);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => PACKAGES[tool] ?? tool))];
  throw new SpecError("FL501", `not installed: ${missing.join(", ")}`, `apt-get install ${packages.join(" ")}`);
}

/** mkfs is where only root's PATH leads. */
function pathOf(tool: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, tool)).find(isExecutable);
}

/** A program with its whole path. @throws SpecError FL501 */
export function toolPath(tool: string): string {
  requireTools([tool]);
  return pathOf(tool) as string;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
