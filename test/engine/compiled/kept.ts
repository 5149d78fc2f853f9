/** A search that is kept in a folder: it says so when it begins, and is there to be killed. With a number of bytes as memory, it spills what does not fit to the same folder. */
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import { compiledEngine } from "../../../src/engine/compiled/compiledEngine.js";
import { compose } from "../../../src/language/compose.js";
import type { Model } from "../../../src/language/model.js";

const [folder = "", bytes] = process.argv.slice(2);
const composed = compose(benchWriteLoop.runs[0]?.model as Model, { pages: 6 });
const memory = bytes === undefined ? {} : { maxMemory: Number(bytes), spill: folder };
const walk = await compiledEngine.explore(composed, { checkpoint: { folder, everySeconds: 0, resume: true }, ...memory });
process.stdout.write("explores\n");
while (!walk.next().done);
