/** A place in a regular expression. `fail` leaves the reading with what is wrong. */
export interface Reader {
  readonly text: string;
  at: number;
  readonly fail: (message: string) => never;
}

const controls: ReadonlyMap<string, number> = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

const octal = /\\(?:[1-7][0-7]{1,2}|0[0-7]{0,2})/y;
const hex = /\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/y;

const digits = (reader: Reader): number | undefined => {
  for (const [shape, radix] of [
    [octal, 8],
    [hex, 16],
  ] as const) {
    shape.lastIndex = reader.at;
    const match = shape.exec(reader.text);
    if (match === null) continue;
    const point = Number.parseInt(match[1] ?? match[2] ?? match[0].slice(1), radix);
    if (point > 0x10ffff) return reader.fail(`\`${match[0]}\` is beyond the last character`);
    reader.at += match[0].length;
    return point;
  }
  return undefined;
};

/** Reads an escape that stands for one character; the reader stands on the backslash. */
export const escapedRune = (reader: Reader): number => {
  const numeric = digits(reader);
  if (numeric !== undefined) return numeric;
  const next = reader.text[reader.at + 1];
  if (next === undefined) return reader.fail('this regular expression ends in a backslash');
  const known = controls.get(next) ?? (/[\u0000-\u007f]/.test(next) && !/[0-9A-Za-z]/.test(next) ? next.charCodeAt(0) : undefined);
  if (known === undefined) {
    const why = /[1-9]/.test(next) ? ': RE2 has no backreferences' : '';
    return reader.fail(`\`\\${next}\` means nothing in RE2${why}`);
  }
  reader.at += 2;
  return known;
};

const categories = /^(?:C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

const isScript = (name: string): boolean => {
  if (!/^[A-Z][A-Za-z_]{2,}$/.test(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').test('') || true;
  } catch {
    return false;
  }
};

/** Four-letter aliases are scripts for JavaScript only. */
const isUnicodeName = (name: string): boolean => name === 'Any' || categories.test(name) || (isScript(name) && !isAlias(name));
const fullNames: ReadonlySet<string> = new Set([
  'Cham',
  'Kawi',
  'Lisu',
  'Modi',
  'Newa',
  'Thai',
  'Wancho',
  'Toto',
  'Yezidi',
  'Nko',
  'Vai',
  'Mro',
  'Yi',
  'Lao',
  'Han',
]);
const isAlias = (name: string): boolean => name.length <= 4 && !fullNames.has(name);

/** Reads `\pL` or `\p{Greek}` when it stands here. */
export const unicodeClass = (reader: Reader): boolean => {
  const match = /^\\[pP](?:\{(\^?)([^}]*)\}|([^{]))/u.exec(reader.text.slice(reader.at));
  if (match === null) {
    return /^\\[pP]/.test(reader.text.slice(reader.at, reader.at + 2)) ? reader.fail('`\\p` needs a class, such as `\\p{Greek}`') : false;
  }
  const name = match[2] ?? match[3] ?? '';
  if (!isUnicodeName(name) && name !== 'Yi') return reader.fail(`there is no character class \`${match[0]}\``);
  reader.at += match[0].length;
  return true;
};
