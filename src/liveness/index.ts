/** Decides temporal properties on the graph that a search explored. */
export { decideTemporal } from "./decideTemporal.js";
export { refuseUnknownChoices } from "./refuseUnknownChoices.js";
