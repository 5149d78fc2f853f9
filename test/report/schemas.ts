import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
const [report, trace, paths] = ["check-report.schema.json", "trace.schema.json", "paths.schema.json"].map((name) =>
  JSON.parse(readFileSync(new URL(`../../src/report/${name}`, import.meta.url), "utf8")),
);
ajv.addSchema(trace);
const reportSchema = ajv.compile(report);
const [proof, difference] = ["proof-report.schema.json", "difference-report.schema.json"].map((name) =>
  ajv.compile(JSON.parse(readFileSync(new URL(`../../src/report/proof/${name}`, import.meta.url), "utf8"))),
) as [ValidateFunction, ValidateFunction];
const pathsSchema = ajv.compile(paths);

/** What a document of `check --json` has that its published schema does not allow. */
export function validateReport(document: unknown): string[] {
  reportSchema(document);
  return (reportSchema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same for `trace --format json`. */
export function validateTrace(document: unknown): string[] {
  const schema = ajv.getSchema("trace.schema.json");
  schema?.(document);
  return (schema?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same for `paths --json`. */
export function validatePaths(document: unknown): string[] {
  pathsSchema(document);
  return (pathsSchema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same for `prove --json`. */
export function validateProof(document: unknown): string[] {
  proof(document);
  return (proof.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The same for `diff --json`. */
export function validateDifference(document: unknown): string[] {
  difference(document);
  return (difference.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
