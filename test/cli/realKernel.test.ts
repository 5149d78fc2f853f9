import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { BOOT_TOOLS, missingTools } from "../../src/kernel/prepare/requirements.js";
import { captureCli } from "./captureCli.js";

afterEach(() => vi.unstubAllEnvs());

describe("what it takes to ask a real kernel", () => {
  it.each([["kernel", "prepare"], ["replay", "open/b03"], ["conform"]])(
    "%s %s says which packages bring what is not installed, and exits with 2",
    async (...args) => {
      const nowhere = mkdtempSync(join(tmpdir(), "faultline-test-"));
      vi.stubEnv("PATH", nowhere);
      const { status, err } = await captureCli(args.filter((arg) => arg !== undefined));
      expect(status).toBe(2);
      expect(err).toContain("FL501");
      expect(err).toContain("qemu-system-x86");
    },
  );

  it.skipIf(missingTools(BOOT_TOOLS).length > 0)("a kernel that was not prepared is said to be, with the command that prepares it", async () => {
    vi.stubEnv("FAULTLINE_KERNEL_CACHE", mkdtempSync(join(tmpdir(), "faultline-test-")));
    const { status, err } = await captureCli(["replay", "open/b03"]);
    expect(status).toBe(2);
    expect(err).toContain("FL502");
    expect(err).toContain("faultline kernel prepare");
  });

  it.each([
    ["replay", "open/b03", "--no-boot", "--kernel", "5.17"],
    ["replay", "open/b03", "--no-boot", "--mutate", "none"],
    ["replay", "open/b03", "--no-boot", "--fs", "ext4"],
  ])("%s %s %s %s %s is refused, and what there is is named (FL504)", async (...args) => {
    const { status, err } = await captureCli(args);
    expect(status).toBe(2);
    expect(err).toContain("FL504");
  });
});
