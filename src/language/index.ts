/** What a specification is written in. */
export { div, max, min, mod } from "./arithmetic.js";
export { type Check, type CheckShape, defineCheck, isCheck, type Run, type StructuralFinding, type Verdict } from "./check.js";
export type { Choose } from "./choose.js";
export { bool, type Domain, type Fields, ghost, oneOf, range, record, rigid, type Subset, subset, type ValueOf, type Vector, vector } from "./domain.js";
export { type ErrorCode, type Problem, SpecError, Violation, type ViolationKind } from "./errors.js";
export { apply, type Hunk, type Kernel, kernel, type ParameterValues, type Patch, patch } from "./kernel.js";
export type { Call, Machine, Step } from "./machine.js";
export type { Model, Process } from "./model.js";
export type { DeepReadonly, Property, PropertyKind, PropertyText } from "./property.js";
export { type AnyPrototype, type Prototype, prototype } from "./prototype.js";
export { all, any, count, implies } from "./quantify.js";
export { copy, fill } from "./ranges.js";
export type { Site } from "./site.js";
export type { StepStructure, Structure } from "./structure.js";
export { type InitialRule, type Legend, type Parameters, type PictureRow, parameters, type System, system, type Tone } from "./system.js";
export { when } from "./when.js";
