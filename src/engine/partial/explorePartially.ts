import type { ComposedModel } from "../../language/compose.js";
import { SpecError } from "../../language/errors.js";
import type { Budget, Search } from "../engine.js";
import { Stepper } from "../interpreter/stepper.js";
import type { SearchResult } from "../result.js";
import { BitArray } from "./bitArray.js";
import { EdgeLog } from "./edgeLog.js";
import { ExactTable } from "./exactTable.js";
import { HashTable } from "./hashTable.js";
import { mergeSwarm } from "./mergeSwarm.js";
import { Ranking, Stack } from "./open.js";
import { type Equipment, type Node, OrderedSearch } from "./orderedSearch.js";
import type { Plan } from "./plan.js";
import { Simulation } from "./simulation.js";

/** Bytes for lossy storage, if nobody says. */
const USUAL_BYTES = 2 ** 26;
/** Of the memory that a lossy search may take, how much goes to what it knows states by; the rest is for open states. */
const SHARE = 0.75;

/**
 * Searches a model in another way than breadth first, on the specification's own functions.
 * @throws SpecError FL302 for a directed search of a model without a heuristic; FL102 for more processes than an engine takes
 */
export function explorePartially(model: ComposedModel, budget: Budget, plan: Plan): Search {
  return plan.swarm > 1 ? swarm(model, budget, plan) : one(model, budget, plan);
}

/** One search after the other, each as it would be alone. */
function* swarm(model: ComposedModel, budget: Budget, plan: Plan): Search {
  const members: SearchResult[] = [];
  for (let member = 0; member < plan.swarm; member++) {
    members.push(yield* one(model, budget, { ...plan, seed: plan.seed + member }));
    if (members.at(-1)?.reason === undefined) break;
  }
  return mergeSwarm(members);
}

function one(model: ComposedModel, budget: Budget, plan: Plan): Search {
  const { name, site } = model.model;
  if (plan.search === "simulate") return new Simulation(model, budget, plan).run();
  if (model.processes.length > 31) throw new SpecError("FL102", `${name} has ${model.processes.length} processes`, "a search takes at most 31: simulate", site);
  return new OrderedSearch(model, budget, plan, equip(model, budget, plan)).run();
}

function equip(model: ComposedModel, { maxMemory }: Budget, { search, seed }: Plan): Equipment {
  const lossy = maxMemory === undefined ? USUAL_BYTES : SHARE * maxMemory;
  if (search === "bitstate") return { visited: new BitArray(lossy, seed), open: new Stack() };
  if (search === "compact") return { visited: new HashTable(maxMemory === undefined ? Number.POSITIVE_INFINITY : lossy, seed), open: new Stack() };
  const table = new ExactTable(model.slots, maxMemory ?? Number.POSITIVE_INFINITY);
  return { visited: table, exact: { table, edges: new EdgeLog() }, open: search === "directed" ? rankingOf(model) : new Stack() };
}

function rankingOf(model: ComposedModel): Ranking<Node> {
  const { name, heuristic, site } = model.model;
  if (heuristic === undefined)
    throw new SpecError(
      "FL302",
      `${name} names no heuristic to direct a search by`,
      "give the model one: heuristic: (s) => …, less is more promising; or drop --search directed",
      site,
    );
  const stepper = new Stepper(model);
  return new Ranking(({ state }) => stepper.estimate(heuristic, state as Int32Array));
}
