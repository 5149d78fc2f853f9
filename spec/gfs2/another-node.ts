import { when } from "../../src/language/index.js";
import { worse } from "../actors/shown.js";
import { blockOf, onDisk } from "../page-cache/file.js";
import { detachFolio } from "../page-cache/folio.js";
import { zapPte } from "../page-cache/page-table.js";
import { type Bounds, type State, writePath } from "../write-path.js";
import { demoteIncompatHolders, hasHolder, hasStrongHolder } from "./glock.js";
import { type GlockMode, glockMode } from "./glock-state.js";
import { firstCachedPage, firstDirtyPage, syncFolio } from "./sync-folio.js";

/**
 * Another node of the cluster, which takes the inode glock, uses the file, and gives it back, any number of times. Its demand is
 * served by this node's glock workqueue (glock_work_func(), fs/gfs2/glock.c): when the last holder has left, dirty pages are written
 * back (inode_go_sync()); if nothing may stay, the page cache is dropped (inode_go_inval(), both fs/gfs2/glops.c).
 */
export const anotherNode = writePath.actor("another_node", {
  source: "gfs2_glock_cb(), run_queue() and do_xmote(), fs/gfs2/glock.c; inode_go_sync() and inode_go_inval(), fs/gfs2/glops.c, 5.16",
  locals: { mode: glockMode },
  steps: {
    // gfs2_glock_cb(): weak holders that are in the way are dequeued, unless a strong holder keeps the glock anyway
    demand(s, me, _p, choose) {
      me.mode = choose.oneOf("mode wanted by another node", ["SH", "EX"]);
      if (isGrantable(s.glock.cached, me.mode)) {
        s.glock.remote = me.mode;
        return me.mode === "EX" ? "write" : "read";
      }
      s.glock.demanded = true;
      s.glock.demote_to = me.mode === "EX" ? "UN" : "SH";
      if (!hasStrongHolder(s.glock, "EX")) demoteIncompatHolders(s.glock, me.mode);
      return "unmap";
    },

    // run_queue(): once nobody holds the glock; unmap_shared_mapping_range()
    unmap(s, _me, p) {
      when(!hasHolder(s.glock));
      for (let page = 0; page < p.PAGES; page++) zapPte(s, page, p);
      return "inode_go_sync";
    },

    // filemap_fdatawrite() and filemap_fdatawait(): one folio, under its lock
    inode_go_sync(s, _me, p) {
      const page = firstDirtyPage(s, p);
      if (page === p.PAGES) return s.glock.demote_to === "UN" ? "inode_go_inval" : "finish_xmote";
      when(isUnlocked(s, page));
      syncFolio(s, page, p);
      return "inode_go_sync";
    },

    // truncate_inode_pages(): one folio, under its lock
    inode_go_inval(s, _me, p) {
      const page = firstCachedPage(s, p);
      if (page === p.PAGES) return "finish_xmote";
      when(isUnlocked(s, page));
      zapPte(s, page, p);
      detachFolio(s, page, p);
      return "inode_go_inval";
    },

    // this node has come down, and the other one has the glock
    finish_xmote(s, me) {
      s.glock.cached = s.glock.demote_to;
      s.glock.demote_to = "UN";
      s.glock.demanded = false;
      s.glock.remote = me.mode;
      return me.mode === "EX" ? "write" : "read";
    },

    // it overwrites all that is allocated, and writes it back
    write(s, _me, p) {
      for (let pos = 0; pos < s.i_size; pos++) writeOnDisk(s, pos, p);
      return "give_back";
    },

    read(s, _me, p) {
      for (let pos = 0; pos < s.i_size; pos++) s.ghost.shown = worse(s.ghost.shown, onDisk(s, pos, p));
      return "give_back";
    },

    give_back(s, me) {
      s.glock.remote = "UN";
      me.mode = "UN";
      return "demand";
    },
  },
});

/** Whether the cluster grants a mode while this node has the glock in mode `cached`. */
function isGrantable(cached: GlockMode, mode: GlockMode): boolean {
  return cached === "UN" || (cached === "SH" && mode === "SH");
}

function isUnlocked(s: State, page: number): boolean {
  const folio = s.folios[s.page_cache[page]];
  return folio.lock === "nobody" && !folio.writeback;
}

function writeOnDisk(s: State, pos: number, p: Bounds): void {
  if (s.blocks[blockOf(pos, p)] !== "mapped") return;
  s.disk[pos] = "remote";
  s.ghost.before[pos] = "remote";
}
