import type { StaleExcuse } from "../coverage/excuses.js";
import type { CheckReport } from "./checkReport.js";
import type { RunReport } from "./runReport.js";

/** The properties of a run that hold, or hold so far, only because nothing put them to the test, without those that the check knows of. */
export function vacuousProperties({ properties, excuses }: Pick<RunReport, "properties" | "excuses">): string[] {
  const known = new Set(excuses.filter(({ kind }) => kind === "property").flatMap((excuse) => excuse.excuses));
  return properties.filter(({ name, vacuous }) => vacuous && !known.has(name)).map(({ name }) => name);
}

/** The vacuous properties of a run, a line each; those that the check knows of say so. */
export function vacuityNotes(run: Pick<RunReport, "properties" | "excuses">): string[] {
  const unknown = vacuousProperties(run);
  const vacuous = run.properties.filter((property) => property.vacuous);
  return vacuous.map(({ name }) => `vacuous: nothing put '${name}' to the test${unknown.includes(name) ? "" : ", as the check knows"}`);
}

/** The patterns of a check's lists that are out of date, a line each. */
export function staleNotes({ stale }: Pick<CheckReport, "stale">): string[] {
  return stale.map((excuse) => `stale: ${staleText(excuse)}`);
}

/** A pattern that is out of date, with the list that it stands in and the reason. */
export function staleText({ kind, pattern, why }: StaleExcuse): string {
  return `'${pattern}' need not be in the list ${kind === "step" ? "unreached" : "vacuous"}: ${why}`;
}
