import { notPlainData } from '../../../diagnostics/codes/plm054-not-plain-data.ts';
import { resultTooLarge } from '../../../diagnostics/codes/plm055-result-too-large.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Locator } from '../document.ts';
import { limits } from './limits.ts';
import type { Oddity, Refused } from './realm/plain-data.ts';
import { short } from './short.ts';

type Plain = Exclude<Oddity, 'too-deep' | 'too-large'>;

const texts: Readonly<Record<Plain, readonly [found: string, instead: string]>> = {
  function: ['a function', 'call it, and keep what it returns'],
  symbol: ['a symbol', 'use a text'],
  bigint: ['a bigint', "write it as a number or a text: `10` or `'10k'`"],
  undefined: ['an item without a value', 'leave the item out, for example with `filter`'],
  'not-a-number': ['NaN, a number that is none', 'look for a calculation with something undefined or with a text'],
  infinite: ['an infinite number', 'leave the limit out, or divide by something other than zero'],
  accessor: ['a getter or setter', 'write the value itself'],
  'hidden-key': ['a key that is not enumerable', 'write the key in an object literal'],
  'symbol-key': ['a key that is a symbol', 'use a text as the key'],
  'proto-key': ['a key called `__proto__`', 'choose another name: this one would change what the object is'],
  instance: ['an instance of a class', 'use a plain object: `{ ...values }` or `Object.fromEntries(map)`'],
  promise: ['a promise', 'use a plain function: a definition does not wait'],
  cycle: ['an object that contains itself', 'build the object without the loop'],
  sparse: ['a list with holes or with keys of its own', 'fill the list, or use an object'],
};

const foundText = ({ oddity, name }: Refused, found: string): string =>
  oddity === 'instance' && name !== '' ? `an instance of \`${short(name, 40)}\`` : found;

/** Where a result is not plain data, or is too much of it. */
export const oddityDiagnostic = (refused: Refused, locator: Locator): Diagnostic => {
  const { oddity, path } = refused;
  if (oddity === 'too-deep') return resultTooLarge({ what: `more than ${limits.depth} levels` }, locator.locate(path.slice(0, 3), 'value'));
  if (oddity === 'too-large') {
    const what = `more than ${limits.nodes} values or ${limits.characters / 1_000_000} million characters`;
    return resultTooLarge({ what }, locator.locate(path.slice(0, 1), 'key'));
  }
  const [found, instead] = texts[oddity];
  const onKey = oddity === 'proto-key' || oddity === 'symbol-key' || oddity === 'hidden-key';
  return notPlainData({ found: foundText(refused, found), instead }, locator.locate(path, onKey ? 'key' : 'value'));
};
