/**
 * The write loop by itself: P pages of C cells, a writer that copies all but the first and the last cell of the file, and for
 * each page a reader, writeback and reclaim. It is the model that the benchmarks share with SPIN, Rumur and TLC, and keeps
 * their shape: a step of the writer is a rule of theirs, and the actors of a page run only while the page is unlocked.
 */
import { all, bool, copy, defineCheck, div, fill, min, mod, oneOf, parameters, range, record, system, vector, when } from "../../src/language/index.js";

const bounds = parameters({ pages: 3, cells: 4 }, ({ pages, cells }) => ({ file: pages * cells }));
const { domain } = bounds;

const position = domain(({ file }) => range(0, file));
const withinPage = domain(({ cells }) => range(0, cells));
const cached = oneOf("garbage", "old", "new");
const stored = oneOf("old", "new");

const pageFlags = record({ uptodate: bool, dirty: bool, locked: bool });

const writeLoop = system("write loop", {
  parameters: bounds,
  variables: {
    disk: domain(({ file }) => vector(file, stored)),
    cache: domain(({ file }) => vector(file, cached)),
    page: domain(({ pages }) => vector(pages, pageFlags)),
    pos: position,
    len: position,
  },
});

const writer = writeLoop.actor("writer", {
  source: "the loop of generic_perform_write() and iomap_write_iter(), without their differences",
  locals: { bytes: withinPage, copied: withinPage },
  exits: ["done"],
  steps: {
    fault_in(s, me, { cells }, choose) {
      if (s.len === 0) return "done";
      const wanted = min(cells - mod(s.pos, cells), s.len);
      if (choose.number("cells faulted in", 0, wanted) === 0) return "done";
      me.bytes = wanted;
      return "begin";
    },

    begin(s, me, { cells }) {
      const page = s.page[div(s.pos, cells)];
      when(!page.locked);
      page.locked = true;
      if (!page.uptodate && me.bytes < cells) {
        const start = s.pos - mod(s.pos, cells);
        copy(s.cache, start, s.disk, start, cells);
        page.uptodate = true;
      }
      return "copy";
    },

    copy(s, me, _, choose) {
      me.copied = choose.number("cells copied", 0, me.bytes);
      fill(s.cache, s.pos, s.pos + me.copied, "new");
      return "end";
    },

    end(s, me, { cells }) {
      const page = s.page[div(s.pos, cells)];
      page.locked = false;
      if (me.copied < me.bytes && !page.uptodate) {
        me.copied = 0;
      } else {
        page.uptodate = true;
        page.dirty = true;
      }
      s.pos += me.copied;
      s.len -= me.copied;
      me.copied = 0;
      me.bytes = 0;
      return "fault_in";
    },
  },
});

const others = writeLoop.actor("others", {
  source: "read_folio, writeback and reclaim, each in one step",
  steps: {
    run(s, _, { pages, cells }, choose) {
      const actor = choose.oneOf("actor", ["read", "writeback", "reclaim"]);
      const index = choose.number("page", 0, pages - 1);
      const page = s.page[index];
      const start = index * cells;
      when(!page.locked);
      if (actor === "read") {
        when(!page.uptodate);
        copy(s.cache, start, s.disk, start, cells);
        page.uptodate = true;
      } else if (actor === "writeback") {
        when(page.dirty);
        for (let cell = start; cell < start + cells; cell++) s.disk[cell] = s.cache[cell] === "new" ? "new" : "old";
        page.dirty = false;
      } else {
        when(!page.dirty && page.uptodate);
        fill(s.cache, start, start + cells, "garbage");
        page.uptodate = false;
      }
      return "run";
    },
  },
});

const validWhereUptodate = writeLoop.always(
  "uptodate implies valid",
  { about: "A cell of an uptodate page holds what was read or written, never what the allocator left.", source: "../shared/bench" },
  (s, { file, cells }) => all(0, file, (cell) => !s.page[div(cell, cells)].uptodate || s.cache[cell] !== "garbage"),
);

export const benchWriteLoop = defineCheck({
  id: "bench/write-loop",
  title: "The benchmark's write loop: an uptodate page never holds garbage",
  expect: "holds",
  model: writeLoop.model("write loop", {
    processes: [writeLoop.process("writer", writer), writeLoop.process("others", others, { daemon: true })],
    initial: writeLoop.initial((s, { file }) => {
      s.pos = 1;
      s.len = file - 2;
    }),
    properties: [validWhereUptodate],
  }),
});
