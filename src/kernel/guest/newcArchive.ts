/** A file or folder of an archive. */
export interface ArchiveEntry {
  readonly name: string;
  readonly mode: number;
  readonly data: Buffer;
}

/** A folder. */
export function folder(name: string): ArchiveEntry {
  return { name, mode: 0o040755, data: Buffer.alloc(0) };
}

/** A file, which may be executed. */
export function file(name: string, data: Buffer | string): ArchiveEntry {
  return { name, mode: 0o100755, data: Buffer.from(data) };
}

/** An archive in the format that the kernel unpacks into its first file system: `newc` of cpio(5). */
export function newcArchive(entries: readonly ArchiveEntry[]): Buffer {
  const last = { name: "TRAILER!!!", mode: 0, data: Buffer.alloc(0) };
  return Buffer.concat([...entries, last].flatMap((entry, index) => [...record(entry, index + 1)]));
}

function record({ name, mode, data }: ArchiveEntry, inode: number): Buffer[] {
  const terminated = Buffer.from(`${name}\0`);
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, terminated.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}`);
  return [header, terminated, padding(header.length + terminated.length), data, padding(data.length)];
}

/** What it takes to the next multiple of four bytes. */
function padding(length: number): Buffer {
  return Buffer.alloc(-length & 3);
}
