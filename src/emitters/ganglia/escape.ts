/** A word for a POSIX shell. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A string of Perl in which nothing is interpolated. */
export const perlWord = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** A command field of a crontab, where `%` would start standard input. crontab(5) */
export const cronCommand = (text: string): string => text.replaceAll('%', '\\%');

/** What stands in for characters that have a plain look-alike. */
const alike: ReadonlyMap<string, string> = new Map([
  ['<', '['],
  ['>', ']'],
  ['&', '+'],
  ['"', "'"],
  ['\\', '/'],
  ['‘', "'"],
  ['’', "'"],
  ['“', "'"],
  ['”', "'"],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['…', '...'],
  ['×', 'x'],
  ['µ', 'u'],
  ['μ', 'u'],
  ['≤', 'at most'],
  ['≥', 'at least'],
  ['≠', '!='],
  ['→', '-'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'Ae'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['€', 'EUR'],
]);

/** The letters under accents and inside ligatures; what has none becomes `?`. */
const ascii = (character: string): string =>
  alike.get(character) ??
  [...character.normalize('NFKD').replace(/\p{M}+/gu, '')].map((part) => alike.get(part) ?? (/^[ -~]$/.test(part) ? part : '?')).join('');

/** Printable ASCII in which nothing has to be replaced. */
const isPlain = /^[ !#-%'-;=?-[\]-~]*$/;

/** The first `limit` characters, cut after a word where that loses little, marked as cut. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit - 3);
  const blank = room.lastIndexOf(' ');
  return `${room.slice(0, blank > limit / 2 ? blank : undefined).trimEnd()}...`;
};

/** Text as Ganglia can carry it, and whether a reader loses something by it; folded line ends are no loss. */
export interface GangliaText {
  readonly text: string;
  readonly changed: boolean;
}

/**
 * gmond copies titles, descriptions and units into its XML unescaped and in one 1024-byte line (gmond.c, 3.7.2): a `<`, `&`, `"`
 * or a byte outside printable ASCII makes the XML of the whole cluster ill-formed. Only printable ASCII comes out of here.
 */
export const gangliaText = (source: string, limit: number): GangliaText => {
  const folded = source.replace(/\s+/gu, ' ').trim();
  const plain = isPlain.test(folded) ? folded : [...folded.normalize('NFC')].map(ascii).join('');
  const text = cut(plain, limit);
  return { text: text === '' ? '?' : text, changed: text !== folded };
};
