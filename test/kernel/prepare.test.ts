import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { file as archived, folder, newcArchive } from "../../src/kernel/guest/newcArchive.js";
import { guestNamed } from "../../src/kernel/guests.js";
import { mutate, mutationNamed } from "../../src/kernel/mutations.js";
import { lookUp } from "../../src/kernel/prepare/debianPackages.js";
import { KernelCache } from "../../src/kernel/prepare/kernelCache.js";
import { requireTools } from "../../src/kernel/prepare/requirements.js";

afterEach(() => vi.unstubAllEnvs());

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "faultline-test-"));
}

/** A folder with a program of that name that prints a text. */
function fakeTool(name: string, prints: string): string {
  const path = emptyFolder();
  writeFileSync(join(path, name), `#!/bin/sh\ncat <<'END'\n${prints}\nEND\n`);
  chmodSync(join(path, name), 0o755);
  return path;
}

describe("what is not there is said by name", () => {
  it("a missing program is named with the package that brings it (FL501)", () => {
    vi.stubEnv("PATH", emptyFolder());
    expect(() => requireTools(["qemu-system-x86_64"])).toThrow(expect.objectContaining({ code: "FL501", hint: "apt-get install qemu-system-x86" }));
  });

  it("a file that was not prepared says which command prepares it (FL502)", () => {
    expect(() => new KernelCache(emptyFolder()).need("6.1/vmlinux")).toThrow(
      expect.objectContaining({ code: "FL502", hint: expect.stringContaining("kernel prepare") }),
    );
  });

  it("what apt does not know is a failed preparation (FL503)", async () => {
    vi.stubEnv("PATH", `${fakeTool("apt-get", "nothing of use")}:${process.env.PATH}`);
    await expect(lookUp("linux-image-6.1")).rejects.toMatchObject({ code: "FL503" });
  });

  it("an unknown kernel or mutation is refused, and those that there are are named (FL504)", () => {
    expect(() => guestNamed("5.17")).toThrow(expect.objectContaining({ code: "FL504", hint: expect.stringContaining("6.1") }));
    expect(() => mutationNamed("none")).toThrow(expect.objectContaining({ code: "FL504" }));
  });
});

it("apt's answer gives a package's file, size and checksum", async () => {
  const sum = "a".repeat(64);
  vi.stubEnv("PATH", `${fakeTool("apt-get", `'http://mirror/pool/busybox_1%2b2.deb' busybox_1%3a1+2_amd64.deb 928188 SHA256:${sum}`)}:${process.env.PATH}`);
  expect(await lookUp("busybox")).toEqual({ name: "busybox", file: "busybox_1:1+2_amd64.deb", bytes: 928188, sha256: sum });
});

describe("what was prepared is made once, and made again if it is not what it was", () => {
  it("a whole file is left alone, a changed one is made anew, an interrupted draft does not count", async () => {
    const cache = new KernelCache(emptyFolder());
    const make = vi.fn(async (draft: string) => writeFileSync(draft, "content"));
    expect(await cache.provide("a/b", make)).toBe(true);
    expect(await cache.provide("a/b", make)).toBe(false);
    writeFileSync(cache.path("a/b"), "changed");
    expect(await cache.provide("a/b", make)).toBe(true);
    expect(make).toHaveBeenCalledTimes(2);
    await expect(
      cache.provide("c", async (draft) => {
        writeFileSync(draft, "half");
        throw new Error("interrupted");
      }),
    ).rejects.toThrow("interrupted");
    expect(cache.has("c")).toBe(false);
  });
});

describe("a mutation is one substitution in the function that it names", () => {
  const mutation = mutationNamed("d031a8866e70-reverted");
  const source = "static int other(int a)\n{\n\tint hend = 1;\n}\nstatic int gfs2_iomap_end(int a)\n{\n\tint hend = 2;\n\tint hend2 = 3;\n}\n";

  it("and nowhere else", () => {
    expect(mutate(source, mutation)).toBe(source.replace("hend = 2;", mutation.replacement));
  });

  it("a source without that line is refused (FL503)", () => {
    expect(() => mutate("static int gfs2_iomap_end(int a) { return 0; }", mutation)).toThrow(expect.objectContaining({ code: "FL503" }));
  });
});

it("an archive is newc: a header of 110 characters, names and data on multiples of four, a trailer", () => {
  const archive = newcArchive([folder("bin"), archived("bin/a", "hello")]);
  expect(archive.length % 4).toBe(0);
  expect(archive.toString("latin1").match(/070701/g)).toHaveLength(3);
  expect(archive.subarray(110, 113).toString()).toBe("bin");
  expect(archive.toString("latin1")).toContain("TRAILER!!!");
  // the mode, in hexadecimal digits, is the second field of the header
  expect(archive.subarray(14, 22).toString()).toBe("000041ed");
});
