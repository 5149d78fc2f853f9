import { mergeSwarm } from "../engine/partial/mergeSwarm.js";
import type { RunReport } from "./runReport.js";

/** One report on the searches that a swarm made of a run. @param members one or more, in the order of their seeds */
export function reportSwarm(members: readonly RunReport[]): RunReport {
  const merged = mergeSwarm(members);
  if (members.includes(merged)) return merged;
  const { verdict, expected, properties } = merged;
  return {
    ...merged,
    asExpected: verdict === expected && properties.every((property) => property.expected === null || property.verdict === property.expected),
  };
}
