/** The files of an estate, by path relative to its root with `/` between folders. */
export interface FileTree {
  /** Every file below the root in no particular order, without `node_modules`, `dist`, `generated` and dot folders. */
  list(): readonly string[];
  /** The raw bytes; undefined when the file cannot be read. */
  read(path: string): Uint8Array | undefined;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly timeoutMs?: number;
  readonly input?: string;
}

export interface RunResult {
  readonly status: 'exited' | 'missing' | 'timeout';
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** One generated file as it is written. */
export interface OutputFile {
  /** Relative to the output directory, `/` between folders. */
  readonly path: string;
  readonly text: string;
  readonly mode: 0o644 | 0o755;
}

/** Everything Plimsoll does to or asks of the world. The core never reaches around it. */
export interface Host {
  tree(root: string): FileTree;
  /** `YYYY-MM-DD` in UTC. */
  today(): string;
  /** Runs an argv, never a shell line. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Replaces `directory` by exactly `files` in one step; a failure leaves the old one whole. */
  replaceDirectory(directory: string, files: Iterable<OutputFile>): void;
  /** Paths below `directory` that differ from `files`: missing, extra or changed. */
  staleFiles(directory: string, files: Iterable<OutputFile>): readonly string[];
  readText(path: string): string | undefined;
  writeText(path: string, text: string): void;
  /** A fresh private directory that `use` may fill; removed afterwards. */
  withTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T>;
}
