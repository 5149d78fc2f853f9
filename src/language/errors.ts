import type { Site } from "./site.js";

/** Every error that faultline reports carries one of these codes; `src/language/README.md` explains each. */
export type ErrorCode =
  // what a specification or a check says
  | "FL101" // a domain is empty, too large or ill-formed
  | "FL102" // a machine is ill-formed (no steps, a name used twice, an unknown start)
  | "FL103" // a function is not linked in the kernel
  | "FL104" // machines call each other in a circle
  | "FL105" // a patch does not apply to a kernel
  | "FL106" // a parameter is unknown or has the wrong type
  | "FL107" // `when` comes after a write
  | "FL108" // a rigid variable is written by a step
  | "FL109" // a property, an initial-state rule or a picture writes state or makes a choice
  | "FL110" // a specification threw an exception of its own
  | "FL111" // a model has no initial state
  | "FL112" // a check is ill-formed
  | "FL113" // a name is used twice
  | "FL114" // a field or an index is given a value of the wrong type
  | "FL115" // a state is wider than the compiled engine takes
  | "FL116" // copies that are told apart
  | "FL121" // a temporal formula does not parse
  | "FL122" // a temporal formula names a predicate that is not there
  | "FL123" // a temporal formula speaks of the next step
  | "FL124" // a temporal property speaks of a process, a step or a choice that is not there
  // what the subset of TypeScript does not take
  | "FL201" // a construct outside the subset
  | "FL202" // a body refers to something that it may not see
  | "FL203" // `/` or `%` where `div` or `mod` is meant
  | "FL204" // a loop whose bounds are not visible
  | "FL205" // a recursive helper
  | "FL206" // a helper whose source cannot be found
  | "FL207" // a step whose next state cannot be told
  | "FL208" // a TypeScript type error
  | "FL209" // a ghost variable steers a step
  // what the command line was given
  | "FL301" // unknown selector
  | "FL302" // unknown option or bad option value
  | "FL303" // unknown kernel or patch
  | "FL304" // unknown format
  | "FL305" // a check file could not be loaded
  | "FL306" // a check file exports no check
  | "FL307" // a file could not be read or written
  | "FL308" // the check has no counterexample
  | "FL309" // unknown property
  | "FL310" // not in this version
  | "FL311" // a checkpoint is not one to go on from
  | "FL312" // a patch, or the difference of two kernels, touches no model
  | "FL313" // results of a sweep that contradict each other
  | "FL314" // the searches of a queue wait for another faultline
  | "FL315" // a queue cannot be used
  | "FL316" // a sweep imports what no worker can have
  // what a machine of another library brings
  | "FL401" // xstate is not installed
  | "FL402" // an XState machine depends on time or on other actors
  | "FL403" // an XState machine has an action that is no assign
  | "FL404" // a part of an XState machine's context has no domain
  | "FL405" // an XState machine depends on an order that is not kept
  // what it takes to ask a real kernel
  | "FL501" // a program that a command needs is not installed
  | "FL502" // the kernel was not prepared
  | "FL503" // a preparation failed
  | "FL504" // there is no such guest, mutation or file system
  | "FL505" // a trace cannot be driven from user space
  // what a kernel's source says
  | "FL511" // a file that a modelled function belongs into is not there
  | "FL512" // a modelled function is not in its file
  | "FL513" // a function is no C that can be parsed
  | "FL901"; // a defect of faultline itself

/**
 * A mistake in a specification, a check or an option: not a verdict about the model.
 * The command line reports it with its place and hint and exits with status 2.
 */
export class SpecError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    readonly site?: Site,
  ) {
    super(message);
    this.name = "SpecError";
  }
}

/** What kind of promise a step broke; each is a violation, with the step's place, and the transition has no successor. */
export type ViolationKind = "domain" | "index" | "empty choice" | "unknown next state" | "division by zero" | "overflow";

/**
 * A step left the model's world: a value outside its domain, an index out of range, a choice from nothing,
 * an unknown next state, a division by zero, an integer beyond 32 bits. Engines turn it into a counterexample.
 */
export class Violation extends Error {
  constructor(
    readonly kind: ViolationKind,
    message: string,
  ) {
    super(message);
    this.name = "Violation";
  }
}

/** A mistake in a specification or an option, as it is printed and put into JSON. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly hint: string;
}

/** A mistake as what is thrown for it. */
export function errorOf({ code, message, hint, file, line, column }: Problem): SpecError {
  return new SpecError(code, message, hint, file === undefined || line === undefined || column === undefined ? undefined : { file, line, column });
}
