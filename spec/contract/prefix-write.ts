/**
 * What write(2) promises, as a machine of its own: some prefix of the data appears in the file, each cell in its place; nothing else changes;
 * the return value says how much. It knows nothing of pages, blocks, locks, retries and faults.
 */
import { bool, fill, type Model, max, min, oneOf, parameters, range, record, rigid, system, vector } from "../../src/language/index.js";
import { cell } from "../page-cache/cell.js";

/** Sizes in cells, as those of the write path. */
const bounds = parameters(
  {
    /** Cells in a page, and pages in the file: the promise knows the length of both together only. */
    PAGE: 4,
    PAGES: 2,
    /** Longest write. */
    WRITE: 8,
    /** All that is written appears at once. */
    ATOMIC: false,
  },
  ({ PAGE, PAGES }) => ({ FILE: PAGE * PAGES }),
);

const { domain } = bounds;
const offset = domain(({ FILE }) => range(0, FILE));
const length = domain(({ WRITE }) => range(0, WRITE));

const file = system("a file that is written to", {
  parameters: bounds,
  variables: {
    i_size: offset,
    /** What the file holds; zero past its end, until something is written there. */
    content: domain(({ FILE }) => vector(FILE, cell)),
    request: rigid(record({ pos: offset, length })),
    /** How much of the data is in the file: nobody can see that. */
    written: length,
    result: record({ returned: bool, count: length, outcome: oneOf("ok", "failed") }),
  },
});

/** The data comes in as many pieces as it likes, each longer than nothing, and in order. */
const write = file.actor("write", {
  source: "write(2), POSIX.1-2017; its atomicity is asked for by ATOMIC",
  exits: ["returned"],
  steps: {
    copy(s, _, { ATOMIC }, choose) {
      const copied = choose.number("copied", 0, s.request.length - s.written);
      if (copied === 0) return "finish";
      const pos = s.request.pos + s.written;
      fill(s.content, pos, pos + copied, "new");
      s.i_size = max(s.i_size, pos + copied);
      s.written += copied;
      return ATOMIC ? "finish" : "copy";
    },

    /** Whatever was written is told; only a write of nothing fails. */
    finish(s) {
      s.result.returned = true;
      s.result.count = s.written;
      s.result.outcome = s.written > 0 ? "ok" : "failed";
      return "returned";
    },
  },
});

/** Any write to a file of any size, which reads as its old content or, if it has no blocks, as zero. */
const anyWrite = file.initial((s, p, choose) => {
  s.i_size = choose.number("i_size", 0, p.FILE);
  fill(s.content, 0, p.FILE, "zero");
  if (choose.flag("the file has content")) fill(s.content, 0, s.i_size, "old");
  s.request.pos = choose.number("pos", 0, p.FILE - 1);
  s.request.length = choose.number("length", 1, min(p.WRITE, p.FILE - s.request.pos));
});

/** Any sequence of pieces of the data, from its start on; what was written is told at the end. */
export const prefixWrite: Model = file.model("a prefix write", { processes: [file.process("write", write)], initial: anyWrite });

/** The same, and all that is written appears at once: what POSIX says of reads and writes of regular files. */
export const atomicPrefixWrite: Model = { ...prefixWrite, name: "an atomic prefix write", set: { ATOMIC: true } };
