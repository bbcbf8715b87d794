import type { Committed, FileTree } from './host.ts';
import { isListed } from './listed.ts';
import { nodeTree } from './node-tree.ts';

interface Answer {
  readonly ok: boolean;
  readonly bytes: Uint8Array;
  readonly error: string;
}

/** Nothing a repository can configure is run: no hook, no filter, no pager, no file-system monitor. */
const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager', '--literal-pathspecs'];

const git = async (root: string, args: readonly string[], input = ''): Promise<Answer> => {
  const { execa } = await import('execa');
  const result = await execa('git', [...settings, ...args], {
    cwd: root,
    input,
    reject: false,
    encoding: 'buffer',
    stripFinalNewline: false,
    maxBuffer: 1024 * 1024 * 1024,
    timeout: 120_000,
    env: { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  const missing = result.exitCode === undefined;
  const error = missing ? 'git cannot be run' : new TextDecoder().decode(result.stderr).trim();
  return { ok: result.exitCode === 0, bytes: result.stdout ?? new Uint8Array(), error };
};

const text = ({ bytes }: Answer): string => new TextDecoder().decode(bytes);

interface Blob {
  readonly path: string;
  readonly id: string;
  /** Links are not followed, and a name that is no UTF-8 could be that of two files. */
  readonly isReadable: boolean;
}

const row = /^(\d{6}) (\w+) ([0-9a-f]{40,64})\t(.*)$/s;

/** Files and links. Submodules are listed by git, and are none of an estate's definitions. */
const blobsOf = (listing: string): readonly Blob[] =>
  listing.split('\0').flatMap((line) => {
    const [, mode = '', kind, id = '', path = ''] = row.exec(line) ?? [];
    return kind === 'blob' && isListed(path) ? [{ path, id, isReadable: mode.startsWith('100') && !path.includes('\ufffd') }] : [];
  });

/** Takes the answer of `cat-file --batch` apart: a line `ID blob SIZE`, the bytes, a line end; in the order that was asked. */
const contentsOf = (bytes: Uint8Array, blobs: readonly Blob[]): ReadonlyMap<string, Uint8Array> => {
  const found = new Map<string, Uint8Array>();
  let at = 0;
  for (const { path } of blobs) {
    const end = bytes.indexOf(10, at);
    const size = Number(new TextDecoder().decode(bytes.subarray(at, end)).split(' ')[2]);
    if (end < 0 || !Number.isInteger(size)) break;
    found.set(path, bytes.slice(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return found;
};

const treeOf = (blobs: readonly Blob[], files: ReadonlyMap<string, Uint8Array>, root: string): FileTree => {
  const installed = nodeTree(root);
  return {
    list: () => [...new Set(blobs.map(({ path }) => path))],
    read: (path) => files.get(path) ?? (path.split('/').includes('node_modules') ? installed.read(path) : undefined),
  };
};

const none = (why: string): Committed => ({ kind: 'none', why: why.split('\n')[0] ?? why });

/** The files below `root` as a commit has them, read into memory. */
export const gitCommit = async (root: string, ref: string): Promise<Committed> => {
  const commit = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (!commit.ok) return none(commit.error === '' ? 'git knows no such commit here' : commit.error);
  const id = text(commit).trim();
  const listing = await git(root, ['ls-tree', '-r', '-z', id]);
  if (!listing.ok) return none(listing.error);
  const blobs = blobsOf(text(listing));
  const readable = blobs.filter(({ isReadable }) => isReadable);
  const contents = await git(root, ['cat-file', '--batch'], readable.map((blob) => `${blob.id}\n`).join(''));
  return contents.ok ? { kind: 'commit', id, tree: treeOf(blobs, contentsOf(contents.bytes, readable), root) } : none(contents.error);
};
