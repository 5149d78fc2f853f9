/** Decides temporal properties on the graph that a search explored. */
export { decideTemporal, type TemporalDecision } from "./decideTemporal.js";
export { refuseUnknownChoices } from "./refuseUnknownChoices.js";
