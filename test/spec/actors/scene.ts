import { filemapFault } from "../../../spec/actors/filemap-fault.js";
import { iomapPageMkwrite } from "../../../spec/actors/iomap-page-mkwrite.js";
import { filemapRead } from "../../../spec/actors/reader.js";
import { placeFile } from "../../../spec/initial.js";
import { truncatePagecacheRange } from "../../../spec/page-cache/truncate-pagecache-range.js";
import { type Bounds, type State, writePath } from "../../../spec/write-path.js";
import { check, type DeepReadonly, kernel, type ParameterValues, type Process } from "../../../src/index.js";

/** A state that was made by hand, and who acts in it. */
export interface Scene {
  readonly begin: (s: State, p: Bounds) => void;
  readonly actors: readonly Process[];
  readonly set?: ParameterValues;
}

type Looks = (s: DeepReadonly<State>, p: Bounds) => boolean;

const pageCache = kernel("page cache", { links: [filemapRead, filemapFault, iomapPageMkwrite, truncatePagecacheRange] });

/** One page of two blocks, of two cells each, and a folio to spare. */
const small: ParameterValues = { PAGES: 1, BLOCK: 2, FOLIOS: 2, USER_PAGES: 2, WRITE: 4 };

/** Whether some state that the actors can bring about looks like this. @throws when a step breaks a rule of the language */
export async function can({ begin, actors, set = {} }: Scene, looks: Looks): Promise<boolean> {
  const it = writePath.sometimes("it", {}, looks);
  const model = writePath.model("a scene", {
    set: small,
    kernel: pageCache,
    processes: actors,
    initial: writePath.initial((s, p) => {
      placeFile(s, 0, p);
      begin(s, p);
    }),
    properties: [it],
  });
  const { properties } = await check(model, { set, engine: "reference" });
  const broken = properties.find(({ kind, verdict }) => kind === "domain" && verdict === "violated");
  if (broken !== undefined) throw new Error(broken.trace?.failure.message);
  return properties.find(({ name }) => name === it.name)?.verdict === "holds";
}
