import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../../engine/makeFolder.js";
import { userCache } from "../../engine/userCache.js";
import { SpecError } from "../../language/index.js";

const MANIFEST = "manifest.json";

/** The folder of everything that was prepared: with the user's other caches, unless FAULTLINE_KERNEL_CACHE names another one. */
export function kernelCacheFolder(): string {
  return process.env.FAULTLINE_KERNEL_CACHE || join(userCache(), "kernel");
}

/** The files that were prepared, each with the SHA-256 that it had when it was made. A file that is not listed, or has another one, is made anew. */
export class KernelCache {
  constructor(readonly folder: string = kernelCacheFolder()) {}

  /** Where a file is, or would be. */
  path(name: string): string {
    return join(this.folder, name);
  }

  /** Whether a file was made, and is as large as ever. Its content is looked at by {@link verify}. */
  has(name: string): boolean {
    return existsSync(this.path(name)) && this.sums()[name] !== undefined;
  }

  /** The path of a prepared file. @throws SpecError FL502 */
  need(name: string): string {
    if (this.has(name)) return this.path(name);
    throw new SpecError("FL502", `${name} is not prepared`, "faultline kernel prepare makes it (see --help: how large, how long)");
  }

  /**
   * Makes a file unless it is there and whole: `make` writes a draft, which takes the name when it is done.
   * @returns whether it had to be made
   */
  async provide(name: string, make: (draft: string) => Promise<void>): Promise<boolean> {
    if (this.has(name) && (await this.verify(name))) return false;
    const path = this.path(name);
    const draft = `${path}.draft`;
    makeFolder(dirname(path));
    rmSync(draft, { force: true });
    await make(draft);
    renameSync(draft, path);
    this.record(name, await sumOf(path));
    return true;
  }

  /** Whether a file has the content that it was made with. */
  async verify(name: string): Promise<boolean> {
    return this.sums()[name] === (await sumOf(this.path(name)));
  }

  private record(name: string, sum: string): void {
    const sums = { ...this.sums(), [name]: sum };
    const draft = this.path(`${MANIFEST}.draft`);
    writeFileSync(draft, `${JSON.stringify(sums, null, 2)}\n`);
    renameSync(draft, this.path(MANIFEST));
  }

  private sums(): Readonly<Record<string, string>> {
    try {
      return JSON.parse(readFileSync(this.path(MANIFEST), "utf8"));
    } catch {
      return {};
    }
  }
}

/** The SHA-256 of a file, in hexadecimal digits. */
export function sumOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash("sha256");
    createReadStream(path)
      .on("data", (chunk) => hash.update(chunk))
      .on("error", reject)
      .on("end", () => resolve(hash.digest("hex")));
  });
}
