import type { Http } from './http.ts';

/** The files of an estate, by path relative to its root with `/` between folders. */
export interface FileTree {
  /** Every file below the root in no particular order, without `node_modules`, `dist`, `generated` and dot folders. */
  list(): readonly string[];
  /** The raw bytes; undefined when the file cannot be read. */
  read(path: string): Uint8Array | undefined;
}

/** What keeps a source file out of a bundle. */
export type BundleProblemKind =
  'syntax' | 'unresolved' | 'outside' | 'node-builtin' | 'not-a-module' | 'too-large' | 'asynchronous' | 'duplicate-key';

export interface BundleProblem {
  readonly kind: BundleProblemKind;
  readonly file: string;
  /** UTF-16 offsets into the file's text, without its byte order mark; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** The import's specifier, the key, the parser's complaint, or the size in MiB. */
  readonly text: string;
  /** What could have been meant: the exports of the imported file, or files beside it. */
  readonly known: readonly string[];
  /** The file of a package that the problem is in, when it is shown where the estate imports the package. */
  readonly within?: string;
  /** The first of two equal keys. */
  readonly related?: { readonly file: string; readonly start: number; readonly end: number };
  /** The entries that cannot be evaluated because of it, sorted; at least one. */
  readonly entries: readonly string[];
}

export interface BundleRequest {
  readonly tree: FileTree;
  /** The definition files, relative to the tree. */
  readonly entries: readonly string[];
  /** Plimsoll's own module that runs beside them. */
  readonly runtime: URL;
}

/** One file of the estate as JavaScript; a package comes as one module with all it is made of. */
export interface BundledModule {
  readonly path: string;
  /** A function expression of `require`, `module` and `exports`, in strict mode. */
  readonly code: string;
  /** Source map of `code`, as JSON; a file of the estate is called `estate:PATH` in it. */
  readonly map: string;
  /** What `code` may require: `plimsoll`, or the paths of other modules. */
  readonly imports: readonly string[];
}

export interface BundleOutput {
  /** A script whose value is what `runtime` exports. */
  readonly runtime: string;
  /** Every module that could be built, by path. */
  readonly modules: ReadonlyMap<string, BundledModule>;
  /** The entries that are complete, sorted. */
  readonly entries: readonly string[];
  readonly problems: readonly BundleProblem[];
  /** The modules that each entry is made of, itself first. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

/** Makes JavaScript of TypeScript files and all they import. No code of the estate runs. */
export interface Bundle {
  bundle(request: BundleRequest): Promise<BundleOutput>;
  /** What `run` returns; undefined when it does not come to an end in time, and is stopped wherever it stands. */
  within<T>(milliseconds: number, run: () => T): { readonly value: T } | undefined;
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

/** A directory that is complete but not yet in its place. Exactly one of `commit` and `discard` must be called. */
export interface Staged {
  /** Number of files in it. */
  readonly files: number;
  /** Paths that differ from what is in place: missing, extra or changed; sorted. */
  readonly stale: readonly string[];
  /** Every path that is in place now. */
  readonly existing: readonly string[];
  /** Puts it in place; what was there leaves whole. */
  commit(): void;
  discard(): void;
}

/** What stands at a path. A link is `other`, whatever it leads to. */
export type Seen =
  | { readonly kind: 'missing' | 'other' | 'unreadable' }
  | {
      readonly kind: 'file';
      /** Names it has. */
      readonly links: number;
      /** Its size, of which `content` may be the beginning. */
      readonly bytes: number;
      readonly content: Uint8Array;
    };

/** The estate as a commit has it, or why it cannot be had, in a few words. */
export type Committed =
  | {
      readonly kind: 'commit';
      /** Full id. */
      readonly id: string;
      readonly tree: FileTree;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Work that goes on beside ours. */
export interface Thread<A> {
  /** Tells it more, as data that is copied. It hears everything, in the order that it is told. */
  tell(message: unknown): void;
  /** Fails when the work does, or ends without an answer. */
  readonly answer: Promise<A>;
  /** Ends it wherever it stands. */
  stop(): Promise<void>;
}

/** What a thread is told next. It waits for it, so whoever starts a thread tells it everything, or stops it. */
export type Hear = <M>() => Promise<M>;

/**
 * Calls what `module` exports as `run`, a function of `question`, the real host and {@link Hear}, on another processor. Question and
 * answer are data, and are copied. Undefined where there can be no thread.
 */
export type StartThread = <A>(module: URL, question: unknown) => Thread<A> | undefined;

/** Everything Plimsoll does to or asks of the world. The core never reaches around it. */
export interface Host {
  tree(root: string): FileTree;
  /** The files below `root` as `ref` has them in git, in memory: nothing is checked out. Packages are those that are installed. */
  commit(root: string, ref: string): Promise<Committed>;
  /** SHA-256 of a text in UTF-8, as `sha256:` and hexadecimal digits. */
  digest(text: string): string;
  /** `YYYY-MM-DD` in UTC. */
  today(): string;
  /** Asks a code host. Nothing else is ever asked over the network. */
  readonly http: Http;
  readonly startThread: StartThread;
  /** Runs an argv, never a shell line. */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Writes `files` into a fresh directory beside `directory`; nothing there changes before {@link Staged.commit}. */
  stage(directory: string, files: Iterable<OutputFile>): Staged;
  /** The regular files below `directory`, sorted by path; empty when it does not exist. */
  readDirectory(directory: string): readonly OutputFile[];
  /** Creates folders that any user may write to, for daemons that drop their privileges. */
  makeWritable(directories: readonly string[]): void;
  readText(path: string): string | undefined;
  /** Looks at a file that may be anything, following no link and reading at most `limit` bytes. */
  lookAt(path: string, limit: number): Seen;
  writeText(path: string, text: string): void;
  /** A fresh private directory that `use` may fill; removed afterwards. */
  withTemporaryDirectory<T>(use: (directory: string) => Promise<T>): Promise<T>;
}
