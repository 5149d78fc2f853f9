import { patch } from "../../src/language/index.js";
import { gfs2FileBufferedWrite } from "../gfs2/gfs2-file-buffered-write.js";

/** The user's pages are faulted in before the glock is taken, and the glock is dropped to fault in more: nobody holds it weakly (5.18). */
export const e1fa9ea85ce8 = patch("e1fa9ea85ce8", {
  title: "gfs2: Stop using glock holder auto-demotion for now",
  source: "Andreas Gruenbacher, e1fa9ea85ce8, 5.18",
  links: [gfs2FileBufferedWrite],
});
