import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../temporaryFolder.js";
import { BROUGHT_ALONG, hashOf, PACKAGE, type Parcel, type SentFile } from "./parcel.js";
import { RUNNING_TREE } from "./program.js";

/** Parcels laid out in a temporary folder, each once, around the faultline that runs. */
export class Unpacked {
  private readonly root = temporaryFolder("worker");
  private readonly placed = new Map<string, Promise<string>>();

  constructor(private readonly fetchText: (parcel: string) => Promise<string | null>) {}

  /** Where a file that was sent lies now. Its parcel may have to come yet: then it throws, and may be asked again. */
  async pathOf({ parcel, path }: SentFile): Promise<string> {
    if (parcel === null) return join(RUNNING_TREE, path);
    const placed = this.placed.get(parcel) ?? this.place(parcel);
    this.placed.set(parcel, placed);
    try {
      return join(await placed, path);
    } catch (error) {
      this.placed.delete(parcel);
      throw error;
    }
  }

  /** Removes everything. */
  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private async place(parcel: string): Promise<string> {
    const text = await this.fetchText(parcel);
    if (text === null) throw new Error("the text of the sweep is not there");
    if (hashOf(text) !== parcel) throw new Error("the text of the sweep is not what its hash says");
    const folder = join(this.root, parcel);
    layOut(JSON.parse(text) as Parcel, folder);
    return folder;
  }
}

/** What a file imports as faultline, or from faultline's folder, is the one that runs. */
function layOut({ files, home }: Parcel, folder: string): void {
  for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
  if (!("package.json" in files)) write(join(folder, "package.json"), '{ "type": "module" }\n');
  link(PACKAGE, join(folder, "node_modules", "faultline"));
  if (home === null) return;
  for (const name of BROUGHT_ALONG) if (existsSync(join(PACKAGE, name))) link(join(PACKAGE, name), join(folder, home, name));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function link(target: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(target, at);
}
