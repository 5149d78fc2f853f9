/** What a run is a trace of, where nothing fails at its end: a walk in the explorer, or a path that covers something. It still happens where every step can be taken. */
export const NOTHING_FAILED = "nothing failed on this walk";
