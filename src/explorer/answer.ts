import { contentHash } from "../engine/contentHash.js";
import { SpecError } from "../language/index.js";
import type { TraceFile } from "../report/traceFile.js";
import type { Exploration } from "./exploration.js";
import { modelGraph } from "./modelGraph.js";
import type { Answers, ModelView, Request } from "./protocol.js";
import { traceOfWalk, walkOfTrace } from "./walks.js";
import { wayToExpression, wayToStates } from "./ways.js";

/** What is said of a model beside its states. */
export type ModelAbout = Omit<ModelView, "initial"> & { readonly faultline: string };

type Ask = Request["ask"];
type Asked<A extends Ask> = Extract<Request, { readonly ask: A }>;
type Answering<A extends Ask> = (exploration: Exploration, about: ModelAbout, request: Asked<A>) => Answers[A] | Promise<Answers[A]>;

const ANSWERS: { readonly [A in Ask]: Answering<A> } = {
  start: (exploration, about) => ({ ...about, initial: exploration.initialStates().map((state) => ({ state, told: exploration.tellInitial(state) })) }),
  look: (exploration, _, { state, pins }) => exploration.look(state, pins),
  find: (exploration, _, { from, expression, pins }) => wayToExpression(exploration, from, expression, pins),
  way: (exploration, _, { from, initial, to, pins }) => wayToStates(exploration, from, initial, to, pins),
  save: (exploration, about, { walk }) => fileOf(exploration, about, traceOfWalk(exploration, walk)),
  load: (exploration, _, { file }) => walkOfTrace(exploration, file),
  graph: (exploration, _, { from }) => modelGraph(exploration, from),
};

/** Answers what the page asks. @throws SpecError for what cannot be asked */
export async function answer<A extends Ask>(exploration: Exploration, about: ModelAbout, request: Asked<A>): Promise<Answers[A]> {
  if (!Object.hasOwn(ANSWERS, request.ask)) throw new SpecError("FL302", `there is no question '${String(request.ask)}'`, "reload the page");
  const answering: Answering<A> = ANSWERS[request.ask as A];
  return answering(exploration, about, request);
}

function fileOf(
  { composed }: Exploration,
  { faultline, check, title, run, model, kernel, patches, actors, bounds }: ModelAbout,
  trace: TraceFile["trace"],
): TraceFile {
  return { faultline, check, title, run, model, kernel, patches, actors, bounds, contentHash: contentHash(composed), trace };
}
