import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose, found, overlay } from '../support/diagnose.ts';
import { type Block, fencedBlocks, headings } from '../support/markdown-blocks.ts';

const folder = new URL('../bad-inputs/', import.meta.url);
const areas = readdirSync(folder).filter((name) => name.endsWith('.md'));

const expectFound = async (blocks: readonly Block[]): Promise<void> => {
  const marked = blocks.filter(({ attributes }) => attributes['code'] !== undefined);
  expect(marked.length, 'a case names at least one code').toBeGreaterThan(0);
  const lines = found(await diagnose(overlay(blocks)));
  for (const { attributes } of marked) {
    const place = attributes['at'] === undefined ? '-' : `${attributes['file']}:${attributes['at']}`;
    expect(
      lines.map((line) => line.split(' ').slice(0, 2).join(' ')),
      lines.join('\n'),
    ).toContain(`${attributes['code']} ${place}`);
  }
};

describe.each(areas)('%s', (area) => {
  const text = readFileSync(new URL(area, folder), 'utf8');
  const blocks = fencedBlocks(text);
  const sentences = headings(text);

  test('has a sentence of its own for each case', () => {
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  for (const sentence of sentences) test(sentence, () => expectFound(blocks.filter(({ heading }) => heading === sentence)));
});

test('there are at least 120 bad inputs, pages included', () => {
  const cases = areas.flatMap((area) => headings(readFileSync(new URL(area, folder), 'utf8')));
  const pages = readdirSync(new URL('../../docs/diagnostics/', import.meta.url));
  expect(cases.length + pages.length).toBeGreaterThanOrEqual(120);
});
