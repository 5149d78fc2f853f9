/**
 * Whether Debian's own sources are recognised: FAULTLINE_KERNEL=1, apt, and 140 MiB to download for each, once. Of the source only the files that are asked about are
 * unpacked, into a folder that goes afterwards.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { outlines } from "../../spec/outlines/index.js";
import { departureText } from "../../src/kernel/drift/departureText.js";
import { drift, type FunctionDrift } from "../../src/kernel/drift/drift.js";
import { sourceTree } from "../../src/kernel/drift/sourceTree.js";
import { download, lookUp, unpack } from "../../src/kernel/prepare/debianPackages.js";
import { KernelCache } from "../../src/kernel/prepare/kernelCache.js";
import { runTool } from "../../src/kernel/prepare/runTool.js";

const files = [...new Set(outlines.map(({ file }) => file))];

/** The files of a source package that outlines speak of. */
async function unpackSource(name: string, folder: string): Promise<void> {
  const cache = new KernelCache();
  const archive = await download(cache, await lookUp(name));
  await unpack(cache.path(archive), join(folder, "package"), ["./usr/src/linux-source-*.tar.xz"]);
  const [tarball = ""] = readdirSync(join(folder, "package/usr/src"));
  const wanted = files.map((file) => `*/${file}`);
  await runTool("tar", ["-xJf", join(folder, "package/usr/src", tarball), "-C", folder, "--wildcards", "--strip-components=1", ...wanted]);
}

describe.skipIf(process.env.FAULTLINE_KERNEL !== "1").each([
  ["linux-source-6.1", "6.1.192"],
  ["linux-source-6.12", "6.12.117"],
])("%s (left out unless FAULTLINE_KERNEL=1)", (source, kernel) => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "faultline-source-"));
    await unpackSource(source, folder);
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const departing = async (): Promise<readonly FunctionDrift[]> => {
    const { functions } = await drift(sourceTree(folder, outlines));
    return functions.filter(({ verdict }) => verdict !== "matches");
  };

  it(`is ${kernel} in every function that has an outline`, async () => {
    expect(await departing()).toEqual([]);
    expect((await drift(sourceTree(folder, outlines))).kernels).toEqual([kernel]);
  });

  it("with an edit made by hand departs at that branch, and nowhere else", async () => {
    const file = join(folder, "fs/iomap/buffered-io.c");
    const text = readFileSync(file, "utf8");
    const start = text.indexOf("iomap_write_iter(");
    const [call = "", ...none] = /\n[^\n]*\biomap_write_begin\(iter,[^;]*;\n/.exec(text.slice(start)) ?? [];
    expect([call, none]).toEqual([expect.stringContaining("iomap_write_begin"), []]);
    const before = text.slice(0, text.indexOf(call, start) + call.length);
    try {
      writeFileSync(file, `${before}\t\tif (bytes > 42)\n\t\t\tbreak;\n${text.slice(before.length)}`);
      const found = await departing();
      expect(found.map(({ outline, kernels }) => [outline.name, kernels])).toEqual([["iomap_write_iter", [kernel]]]);
      expect(found[0]?.departures.map((one) => [departureText(one), one.line])).toEqual([
        ["new branch (if >) with break, after iomap_write_begin()", before.split("\n").length],
      ]);
    } finally {
      writeFileSync(file, text);
    }
  });
});
