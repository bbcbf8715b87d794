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

/** Scripts whose name is as short as the codes that JavaScript, but not Go, takes for scripts. */
const shortScripts: ReadonlySet<string> = new Set([
  'Ahom',
  'Cham',
  'Han',
  'Lao',
  'Lisu',
  'Miao',
  'Modi',
  'Mro',
  'Newa',
  'Nko',
  'Thai',
  'Vai',
  'Yi',
]);

/** In JavaScript's Unicode, but not in Go's as of Prometheus 2.42 (Unicode 13). */
const laterScripts =
  /^(?:Cypro_Minoan|Garay|Gurung_Khema|Kirat_Rai|Nag_Mundari|Old_Uyghur|Ol_Onal|Sunuwar|Tangsa|Todhri|Tulu_Tigalari|Unknown|Vithkuqi)$/;

const isScript = (name: string): boolean => {
  if (shortScripts.has(name)) return true;
  if (!/^[A-Z][A-Za-z_]{4,}$/.test(name) || laterScripts.test(name)) return false;
  try {
    return new RegExp(`\\p{Script=${name}}`, 'u').unicode;
  } catch {
    return false;
  }
};

const isUnicodeName = (name: string): boolean => name === 'Any' || categories.test(name) || isScript(name);

/** Reads `\pL` or `\p{Greek}` when it stands here. */
export const unicodeClass = (reader: Reader): boolean => {
  const match = /^\\[pP](?:\{(\^?)([^}]*)\}|([^{]))/u.exec(reader.text.slice(reader.at));
  if (match === null) {
    return /^\\[pP]/.test(reader.text.slice(reader.at, reader.at + 2)) ? reader.fail('`\\p` needs a class, such as `\\p{Greek}`') : false;
  }
  const name = match[2] ?? match[3] ?? '';
  if (!isUnicodeName(name)) return reader.fail(`there is no character class \`${match[0]}\``);
  reader.at += match[0].length;
  return true;
};
