/** The models in which progress is asked: a writer whose user pages are taken away as often as the evictor likes. */
import type { Kernel, Model, Property, Run } from "../src/language/index.js";
import { tirelessEvictor } from "./actors/evictor.js";
import { fewWrites, onePage } from "./initial-few.js";
import { everyLuckyWriteReturns, everyUndisturbedWriteReturns } from "./properties/every-write-returns.js";
import type { Question } from "./workbench.js";
import { writePath } from "./write-path.js";

/** One of the workbench's writes to a file system. */
export type Write = (kernel: Kernel, question: Question) => Model;

/**
 * What a write needs so that it returns: that its pages stay until the next copy again and again, or that they are left alone in the
 * end; or it may go round for ever even then.
 */
export type Needs = "luck" | "peace" | "more than that";

/** A few writes to one page of two blocks, so that short copies are rejected as well as accepted, beside the evictor that never tires. */
export function progressOf(write: Write, kernel: Kernel, properties: readonly Property[], question: Question = {}): Model {
  return write(kernel, {
    set: { ...onePage, BLOCK: 2, EVICTIONS: 0, ...question.set },
    initial: question.initial ?? fewWrites,
    actors: [writePath.process("evictor", tirelessEvictor, { daemon: true })],
    properties,
  });
}

/**
 * A run for each kernel: what a write needs there in order to return. `faultIn` is the step of these kernels that faults the user's
 * buffer in. A kernel that needs more than peace has a known defect, and is the contrast.
 */
export function progressRuns(write: Write, faultIn: string, needs: Needs, kernels: readonly Kernel[], question: Question = {}): readonly Run[] {
  const lucky = everyLuckyWriteReturns(faultIn);
  const undisturbed = everyUndisturbedWriteReturns;
  return kernels.map((kernel) => ({
    name: kernel.name,
    role: needs === "more than that" ? "contrast" : "claim",
    expect: needs === "luck" ? "holds" : "violated",
    properties: {
      [lucky.name]: needs === "luck" ? "holds" : "violated",
      [undisturbed.name]: needs === "more than that" ? "violated" : "holds",
    },
    model: progressOf(write, kernel, [lucky, undisturbed], question),
  }));
}
