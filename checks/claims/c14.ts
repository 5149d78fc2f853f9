import { iomapWriteEnd } from "../../spec/iomap/iomap-write-end.js";
import { v5_17 } from "../../spec/kernels.js";
import { gfs2Write } from "../../spec/workbench.js";
import { writePath } from "../../spec/write-path.js";
import { defineCheck, patch, type StructuralFinding, type Structure } from "../../src/language/index.js";

const perBlock = ["folios[].block_uptodate[]", "folios[].block_dirty[]"];

/** What nobody reads cannot matter. */
function readsNoBlockBits({ steps }: Structure): StructuralFinding {
  const readers = steps.filter(({ reads }) => perBlock.some((bit) => reads.includes(bit)));
  return {
    holds: readers.length === 0,
    evidence: readers.length === 0 ? ["no step reads a per-block bit"] : readers.map(({ path, step }) => `${path}.${step} reads per-block bits`),
  };
}

const looksAtBits = patch("looks-at-bits", {
  title: "write_end judges a short copy by the block's bit",
  hunks: [
    writePath.hunk(iomapWriteEnd, {
      steps: {
        accept(s, me) {
          if (me.copied < me.len && !s.folios[me.folio].block_uptodate[0]) return "unlock";
          me.ret = me.copied;
          return "unlock";
        },
      },
    }),
  ],
});

export const c14 = defineCheck({
  id: "claims/c14",
  title: "With block size = page size the per-block uptodate state is not involved",
  by: 'Andreas Gruenbacher, 3 May 2022: "none of the struct iomap_page uptodata handling should be involved"',
  refutedBy: "a step that reads a per-block bit although a page is one block",
  expect: "holds",
  runs: [
    { name: "gfs2, 5.17, page = block", expect: "holds", model: gfs2Write(v5_17), decide: readsNoBlockBits },
    { name: "gfs2, 5.17, page = 2 blocks", role: "contrast", expect: "violated", model: gfs2Write(v5_17, { set: { BLOCK: 2 } }), decide: readsNoBlockBits },
  ],
  mutant: { patch: looksAtBits, turns: "violated" },
});
