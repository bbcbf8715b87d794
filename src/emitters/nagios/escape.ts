/** Values a daemon fills in. Only these: all are letters, digits and `._:-`, as names and addresses are checked before. */
export type MacroName = 'address' | 'host' | 'state' | { readonly stateOf: { readonly host: string; readonly service: string } };

/** A piece of a word: literal text or a macro. */
export type Piece = string | { readonly macro: MacroName };
/** One argument of a command, in pieces that are joined without a blank. */
export type Word = readonly Piece[];

const macroText = (name: MacroName): string => {
  if (typeof name === 'object') return `$SERVICESTATEID:${name.stateOf.host}:${name.stateOf.service}$`;
  return { address: '$HOSTADDRESS$', host: '$HOSTNAME$', state: '$SERVICESTATEID$' }[name];
};

/** Characters no line of a configuration file can hold (xodtemplate.c reads lines; a NUL ends a string). */
const unwritable = /[\u0000-\u0008\u000a-\u001f\u007f\ud800-\udfff]/u;

/** Can this text be an argument? A tab can; line ends, other control characters and halves of a surrogate pair cannot. */
export const isWritable = (text: string): boolean => !unwritable.test(text);

/** Bare words: nothing in them means anything to Nagios' configuration reader, its macros, its argument splitter or a shell. */
const plain = /^[A-Za-z0-9_.,:/=@%+-]+$/;

/** Inside single quotes: `$$` is a dollar for the macro processor, `\;` a semicolon for the configuration reader. */
const literal = (text: string): string => text.replaceAll("'", `'\\''`).replaceAll('$', '$$$$').replaceAll(';', '\\;');

/**
 * One word of a `command_line`. Nagios' worker splits the line itself and starts the program directly as long as nothing outside
 * of quotes means anything to a shell (wproc, runcmd.c), so every word that is not plain stands in single quotes.
 * `!` is literal here: it separates arguments only in `check_command`.
 */
export const commandWord = (word: Word): string => {
  const [first, ...others] = word;
  if (typeof first === 'string' && others.length === 0) return plain.test(first) ? first : `'${literal(first)}'`;
  const isPlain = word.length > 0 && word.every((piece) => typeof piece !== 'string' || plain.test(piece));
  const text = word.map((piece) => (typeof piece === 'string' ? (isPlain ? piece : literal(piece)) : macroText(piece.macro))).join('');
  return isPlain ? text : `'${text}'`;
};

export const commandLine = (words: readonly Word[]): string => words.map(commandWord).join(' ');

/**
 * One word of an NRPE command: the daemon joins nothing, replaces `$...$`, then hands the line to `/bin/sh -c` (nrpe.c), so that
 * `$$` is a dollar, and a semicolon needs no escape.
 */
export const nrpeWord = (text: string): string => (plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`).replaceAll('$', '$$$$')}'`);

/**
 * Text for people as the value of a directive: one line, `;` kept from starting a comment, `$` from starting a macro. A backslash
 * at the end would join the next line, also when Nagios reads its own objects.cache, so a full stop follows it.
 */
export const prose = (text: string): string => {
  const line = text
    .replace(/ *[\u0000-\u001f\u007f]+ */g, ' ')
    .trim()
    .replaceAll('$', '$$$$')
    .replaceAll(';', '\\;');
  return line.endsWith('\\') ? `${line}.` : line;
};

/** A URL as the value of a directive; Nagios replaces macros in it. */
export const urlText = (url: string): string => url.replaceAll('$', '$$$$').replaceAll(';', '\\;');
