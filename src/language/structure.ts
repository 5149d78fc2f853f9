/** What one step of a composed model does, read off its source with the parameters folded in. */
export interface StepStructure {
  readonly process: string;
  /** The call path: `writer/iomap_file_buffered_write/iomap_write_iter`. */
  readonly path: string;
  readonly function: string;
  readonly step: string;
  /** Control states that it may lead to, as `path.step`, or `path.exit` for the end of a process. */
  readonly next: readonly string[];
  /** Variables that it may read and write, such as `i_size`, `folios[].uptodate`, `me.bytes`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Helper functions and primitives that it calls, directly or through others. */
  readonly calls: readonly string[];
  /** Labels of its choices. */
  readonly choices: readonly string[];
}

/** The shape of a model: its steps. Structural checks are decided on it. */
export interface Structure {
  readonly steps: readonly StepStructure[];
}
