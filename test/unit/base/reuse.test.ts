import { expect, test } from 'vitest';
import { makeAnew, reusing } from '../../../src/base/reuse.ts';

const counting = () => {
  let made = 0;
  return (input: { readonly a: number }): string => {
    made += 1;
    return `${input.a} made ${made}`;
  };
};

test('a piece of the same input is made once', () => {
  const [reuse, make] = [reusing(), counting()];
  expect(reuse('piece', { a: 1 }, make)).toBe('1 made 1');
  expect(reuse('piece', { a: 1 }, make)).toBe('1 made 1');
});

test('a piece of another input is made anew', () => {
  const [reuse, make] = [reusing(), counting()];
  reuse('piece', { a: 1 }, make);
  expect(reuse('piece', { a: 2 }, make)).toBe('2 made 2');
});

test('pieces of other names do not stand for each other', () => {
  const [reuse, make] = [reusing(), counting()];
  reuse('piece', { a: 1 }, make);
  expect(reuse('other', { a: 1 }, make)).toBe('1 made 2');
});

test('where nothing is reused everything is made anew', () => {
  const make = counting();
  makeAnew('piece', { a: 1 }, make);
  expect(makeAnew('piece', { a: 1 }, make)).toBe('1 made 2');
});
