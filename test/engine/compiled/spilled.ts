/** A search that spills to a folder, and says what it found: to be run where a file may not become large. */
import { benchWriteLoop } from "../../../checks/bench/write-loop.js";
import type { Model } from "../../../src/language/model.js";
import { exploreWith } from "./exploreWith.js";

const [folder = "", bytes] = process.argv.slice(2);
const { verdict, reason, states, properties } = await exploreWith(
  benchWriteLoop.runs[0]?.model as Model,
  { maxMemory: Number(bytes), spill: folder },
  {},
  { pages: 5 },
);
process.stdout.write(JSON.stringify({ verdict, reason, states, properties }));
