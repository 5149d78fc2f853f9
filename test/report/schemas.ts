import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });

function compiled(name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(new URL(`../../src/report/${name}`, import.meta.url), "utf8")));
}

/** What a document has that a published schema does not allow. */
function against(schema: ValidateFunction): (document: unknown) => string[] {
  return (document) => {
    schema(document);
    return (schema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

/** Of `trace --format json`. */
export const validateTrace = against(compiled("trace.schema.json"));

/** Of `check --json`, which holds traces. */
export const validateReport = against(compiled("check-report.schema.json"));

/** Of `paths --json`. */
export const validatePaths = against(compiled("paths.schema.json"));

/** Of `prove --json`. */
export const validateProof = against(compiled("proof/proof-report.schema.json"));

/** Of `diff --json`. */
export const validateDifference = against(compiled("proof/difference-report.schema.json"));

/** Of `sweep --json` and `merge --json`. */
export const validateSweep = against(compiled("sweep.schema.json"));

/** Of a line that `sweep --out` writes. */
export const validateSweepResult = against(compiled("sweep-result.schema.json"));
