import { SpecError } from "../../language/index.js";
import { runTool } from "./runTool.js";

/** The beginnings of what a kernel may be compressed with, and who undoes it. What follows the stream makes `xz` and `zstd` complain after the fact. */
const COMPRESSIONS = [
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), undo: "xz --decompress --stdout --single-stream 2>/dev/null; true" },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), undo: "zstd --decompress --stdout 2>/dev/null; true" },
] as const;

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/** The ELF file inside a bzImage: an emulator boots it without decompressing anything, which saves two seconds. @throws SpecError FL503 */
export async function extractVmlinux(image: Buffer): Promise<Buffer> {
  for (const { magic, undo } of COMPRESSIONS) {
    for (let at = image.indexOf(magic); at >= 0; at = image.indexOf(magic, at + 1)) {
      const unpacked = await runTool("sh", ["-c", undo], { input: image.subarray(at) });
      if (unpacked.subarray(0, 4).equals(ELF)) return unpacked;
    }
  }
  throw new SpecError("FL503", "the kernel is compressed in a way that is not known here", "install zstd and xz-utils, or name another kernel");
}
