import { writePath } from "../write-path.js";
import { filemapRead } from "./reader.js";

/**
 * do_generic_file_read(), mm/filemap.c, 4.7: looks for the page first, and at i_size only once it has an uptodate page in hand; so it may
 * find a page that lies past the end of the file.
 */
export const filemapReadSizeLast = writePath.variant(filemapRead, "4.7", {
  source: "do_generic_file_read(), mm/filemap.c, 4.7",
  steps: {
    enter(_s, me, p, choose) {
      me.block = choose.number("block to read", 0, p.BLOCKS - 1);
      return "filemap_get_pages";
    },
  },
});
