import { fileURLToPath } from "node:url";
import { sourceOf, sourceOnDemand } from "./builtSite.js";
import { FROM_SOURCE, PACKAGE_FOLDER, RUNNING_TREE } from "./packageFolder.js";

/** A place in a source file: lines and columns start at 1. */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `at function (file:line:column)`, or `at file:line:column` at the top level of a module. */
const FRAME = /^at (?:.*? \()?(?:async )?(.+):(\d+):(\d+)\)?$/;

/**
 * The places of a specification on an error's stack, innermost first: without Node's own frames and those of this package, and no
 * further out than the engine that ran the specification.
 */
export function sitesOf(error: Error): Site[] {
  return placesOn(error).map((place) => (isBuilt(place) ? sourceOf(place) : place));
}

/**
 * Where the specification called into this folder: the definition site of a machine, a property or a domain. There are hundreds, and few are ever looked at:
 * a place in the build is looked up in its source map when it is.
 */
export function callSite(): Site | undefined {
  if (!arePlacesKept) return undefined;
  const built = FROM_SOURCE ? undefined : builtCallSite();
  if (built !== undefined) return sourceOnDemand(built);
  const [place] = placesOn(new Error("site"));
  return place && isBuilt(place) ? sourceOnDemand(place) : place;
}

let arePlacesKept = true;

/** Makes something whose places nobody asks for: to look for them takes longer than all the rest. */
export function withoutPlaces<T>(make: () => T): T {
  const before = arePlacesKept;
  arePlacesKept = false;
  try {
    return make();
  } finally {
    arePlacesKept = before;
  }
}

/** What {@link callSite} looks for, if that is in the build: read off the stack itself, which is much faster than off its text. */
function builtCallSite(): Site | undefined {
  for (const frame of stack()) {
    const url = frame.getFileName();
    if (!url || url.startsWith("node:")) continue;
    if (!url.startsWith(RUNNING_TREE.href) || url.startsWith(STEPPER)) return undefined;
    if (!url.startsWith(OURS)) return placeOf(frame, fileURLToPath(url));
  }
  return undefined;
}

/** V8 counts the lines of a file when it is first asked for one: nobody asks, mostly. */
function placeOf(frame: NodeJS.CallSite, file: string): Site {
  return {
    file,
    get line() {
      return frame.getLineNumber() ?? 1;
    },
    get column() {
      return frame.getColumnNumber() ?? 1;
    },
  };
}

const OURS = new URL("src/", RUNNING_TREE).href;
const STEPPER = new URL("src/engine/interpreter/stepper.", RUNNING_TREE).href;

function stack(): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  const frames = new Error("site").stack as unknown as readonly NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  return frames;
}

/** As {@link sitesOf}, where the code runs: in the source, or in the build of it. */
function placesOn(error: Error): Site[] {
  const sites: Site[] = [];
  for (const frame of (error.stack ?? "").split("\n")) {
    const match = FRAME.exec(frame.trim());
    if (match === null) continue;
    const [, file = "", line = "0", column = "0"] = match;
    const path = file.startsWith("file://") ? fileURLToPath(file) : file;
    if (path.startsWith(INTERPRETER) || path.startsWith(BUILT_INTERPRETER)) break;
    if (path.startsWith("node:") || isOurs(path)) continue;
    sites.push({ file: path, line: Number(line), column: Number(column) });
  }
  return sites;
}

const ROOT = fileURLToPath(PACKAGE_FOLDER).replace(/[\\/]$/, "");

const INTERPRETER = `${ROOT}/src/engine/interpreter/stepper.`;
const BUILT_INTERPRETER = `${ROOT}/dist/src/engine/interpreter/stepper.`;

/** faultline's own frames say nothing about a specification; neither do those of its build. */
function isOurs(path: string): boolean {
  return path.startsWith(`${ROOT}/src/`) || path.startsWith(`${ROOT}/dist/src/`);
}

/** Whether a place is in this package's build, and not yet told as one of its source, as Node does where source maps are on. */
function isBuilt({ file }: Site): boolean {
  return file.startsWith(`${ROOT}/dist/`) && file.endsWith(".js");
}
