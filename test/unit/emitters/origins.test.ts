import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMarks } from '../../../src/emitters/origins.ts';

const origin = (id: string) => ({ kind: 'checks', id }) as const;

test('marks are taken out and each line belongs to the mark before it', () => {
  const { mark, trace } = createMarks();
  const text = `# head\n${mark(origin('a'))}one\ntwo\n${mark(origin('b'))}three\n`;
  expect(trace(text)).toEqual({
    text: '# head\none\ntwo\nthree\n',
    blocks: [
      { first: 2, last: 3, origin: origin('a') },
      { first: 4, last: 4, origin: origin('b') },
    ],
  });
});

test('blocks cover every marked line exactly once, in order', () => {
  const chunks = fc.array(fc.array(fc.stringMatching(/^[a-z ]{0,8}$/), { minLength: 1, maxLength: 4 }), { maxLength: 8 });
  fc.assert(
    fc.property(chunks, (all) => {
      const { mark, trace } = createMarks();
      const { text, blocks } = trace(all.map((lines, i) => `${mark(origin(`c${i}`))}${lines.join('\n')}\n`).join(''));
      const lines = text.split('\n').slice(0, -1);
      expect(blocks.map(({ first, last }) => lines.slice(first - 1, last))).toEqual(all);
    }),
  );
});
