import { contentHash } from "../engine/contentHash.js";
import type { TraceFile } from "../report/traceFile.js";
import type { Exploration } from "./exploration.js";
import { parseExpression } from "./expression.js";
import { findState } from "./findState.js";
import { modelGraph } from "./modelGraph.js";
import type { Answers, ModelView, Request } from "./protocol.js";
import { traceOfWalk, walkOfTrace } from "./walks.js";

/** What is said of a model beside its states. */
export type ModelAbout = Omit<ModelView, "initial"> & { readonly faultline: string };

/** Answers what the page asks. @throws SpecError for what cannot be asked */
export async function answer(exploration: Exploration, about: ModelAbout, request: Request): Promise<Answers[Request["ask"]]> {
  switch (request.ask) {
    case "start":
      return { ...about, initial: exploration.initialStates().map((state) => ({ state, told: exploration.tellInitial(state) })) };
    case "look":
      return exploration.look(request.state, request.pins);
    case "find":
      return findState(exploration, request.from, parseExpression(request.expression), request.pins);
    case "save":
      return fileOf(exploration, about, traceOfWalk(exploration, request.walk));
    case "load":
      return walkOfTrace(exploration, request.file);
    case "graph":
      return modelGraph(exploration, request.from);
  }
}

function fileOf(
  { composed }: Exploration,
  { faultline, check, title, run, model, kernel, patches, actors, bounds }: ModelAbout,
  trace: TraceFile["trace"],
): TraceFile {
  return { faultline, check, title, run, model, kernel, patches, actors, bounds, contentHash: contentHash(composed), trace };
}
