import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryTree } from './memory-tree.ts';
import type { Host } from '../../src/host/host.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { openEstate } from '../../src/project/open.ts';
import type { GateResult } from '../../src/project/review-types.ts';
import { type Block, fencedBlocks } from './markdown-blocks.ts';

const folder = new URL('../review-corpus/', import.meta.url).pathname;

/** The estate that every change of the corpus is made to. */
export const corpusFiles = (): Readonly<Record<string, string>> => {
  const root = join(folder, 'estate/');
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]),
  );
};

/** One change, and what is expected of it: `key: value` lines of a block without a file. */
export interface CorpusCase {
  readonly name: string;
  readonly edits: readonly Block[];
  readonly expected: Readonly<Record<string, string>>;
}

const expectedOf = (text: string): CorpusCase['expected'] =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      }),
  );

/** Every case of the pages of the corpus. */
export const corpusCases = (): readonly CorpusCase[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .toSorted()
    .flatMap((name) => {
      const blocks = fencedBlocks(readFileSync(join(folder, name), 'utf8'));
      const names = [...new Set(blocks.map(({ heading }) => heading))];
      return names.map((heading) => {
        const own = blocks.filter((block) => block.heading === heading);
        const expected = own.find(({ language }) => language === 'expect');
        return { name: heading, edits: own.filter(({ language }) => language === 'diff'), expected: expectedOf(expected?.text ?? '') };
      });
    });

const side = (text: string, sign: '+' | '-'): string =>
  text
    .split('\n')
    .filter((line) => line.startsWith(sign) || line.startsWith(' '))
    .map((line) => `${line.slice(1)}\n`)
    .join('');

/** The files after a change: in each block, the lines without `+` must stand in the file, and those without `-` take their place. */
export const edited = (files: Readonly<Record<string, string>>, { name, edits }: CorpusCase): Readonly<Record<string, string>> => {
  const result: Record<string, string> = { ...files };
  for (const { attributes, text } of edits) {
    const file = attributes['file'] ?? '';
    const [old, now] = [side(text, '-'), side(text, '+')];
    const before = result[file] ?? '';
    if (old !== '' && !before.includes(old)) throw new Error(`${name}: ${file} does not hold\n${old}`);
    result[file] = old === '' ? before + now : before.replace(old, () => now);
    if (result[file] === '') delete result[file];
  }
  return result;
};

/** Reviews a change, and puts it to the gate with nobody's approval. */
export const reviewFiles = async (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Promise<GateResult> => {
  const host: Host = {
    ...nodeHost(),
    tree: (root) => memoryTree(root === '/before' ? before : after),
    lookAt: () => ({ kind: 'other' }),
    today: () => '2026-11-23',
  };
  const estate = await openEstate('/estate', { host });
  return estate.gate({ from: '/before', to: '/after' });
};
