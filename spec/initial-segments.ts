/** Initial states of writev(2): the user's buffer is several segments. */
import { type Choose, when } from "../src/language/index.js";
import { chooseFile } from "./initial.js";
import { type Bounds, type State, writePath } from "./write-path.js";

/** Any file, and any write from SEGMENTS segments, some of which may be empty. Segment n lies within user page n, which is in any state. */
export const anySegments = writePath.initial((s, p, choose) => {
  chooseFile(s, p, choose);
  s.request.pos = choose.number("pos", 0, p.FILE - 1);
  for (let segment = 0; segment < p.SEGMENTS; segment++) chooseSegment(s, segment, p, choose);
  when(s.request.length > 0 && s.request.pos + s.request.length <= p.FILE);
  s.iov.count = s.request.length;
});

/** Chooses a segment; where it starts and whether its page is resident makes no difference if it is empty. */
function chooseSegment(s: State, segment: number, p: Bounds, choose: Choose): void {
  const length = choose.number("segment length", 0, p.PAGE);
  when(s.request.length + length <= p.WRITE);
  s.request.length += length;
  s.user.segments[segment].length = length;
  if (length === 0) return;

  s.user.segments[segment].start = segment * p.PAGE + choose.number("offset in user page", 0, p.PAGE - length);
  s.user.pages[segment] = choose.oneOf("user page", ["resident", "absent", "invalid"]);
}
