import { NONE } from "../../../spec/page-cache/bounds.js";
import { type State, writePath } from "../../../spec/write-path.js";
import { type ParameterValues, SpecError } from "../../language/index.js";
import type { GuestFilesystem } from "../guests.js";
import { equalCuts, type Scenario } from "../scenario/scenario.js";

/** The write of an initial state, as a scenario in which no page goes away. @throws SpecError FL505 for a state that a fresh file cannot be put in */
export function setupOf(s: State, bounds: ParameterValues, filesystem: GuestFilesystem, name: string): Scenario {
  const sizes = sizesOf(bounds);
  refuseOddStates(s, sizes);
  const mapped = list(s.blocks, sizes.PAGES * (sizes.PAGE / sizes.BLOCK)).map((block) => block === "mapped");
  const segments = list(s.user.segments, Number(bounds.SEGMENTS ?? 1)).map(({ start, length }) => ({ start, length }));
  const userPages = list(s.user.pages, sizes.USER_PAGES);
  return { name, filesystem, bounds: sizes, size: s.i_size, mapped, pos: s.request.pos, segments, userPages, evictions: [], cuts: equalCuts(sizes.PAGE) };
}

/** What a scenario says for itself (evictions, segments) and what a kernel says (dirty bits) are no bounds of it; what follows from other bounds is none either. */
function sizesOf(bounds: ParameterValues): Scenario["bounds"] {
  const own = Object.entries(bounds).filter(([name]) => name in writePath.parameters.defaults && !["EVICTIONS", "SEGMENTS", "PER_BLOCK_DIRTY"].includes(name));
  return Object.fromEntries(own) as Scenario["bounds"];
}

function refuseOddStates(s: State, { PAGES, PAGE, BLOCK }: Scenario["bounds"]): void {
  const refuse = (what: string): never => {
    throw new SpecError(
      "FL505",
      `it cannot be driven: in its initial state ${what}`,
      "replay begins with a fresh file: holes, and blocks with old content on disk",
    );
  };
  if (list(s.page_cache, PAGES).some((folio) => folio !== NONE)) refuse("something is cached already");
  list(s.blocks, PAGES * (PAGE / BLOCK)).forEach((block, index) => {
    if (block !== "hole" && block !== "mapped") refuse(`block ${index} is ${block}`);
    const first = index * BLOCK;
    const hasOther = list(s.disk, PAGES * PAGE).some((cell, at) => at >= first && at < first + BLOCK && cell !== (at < s.i_size ? "old" : "zero"));
    if (block === "mapped" && hasOther) refuse(`block ${index} holds something else than the file's old content`);
  });
}

/** The elements of a vector. */
function list<T>(vector: { readonly [index: number]: T }, length: number): readonly T[] {
  return Array.from({ length }, (_, index) => vector[index] as T);
}
