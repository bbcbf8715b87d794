/** One object of a Nagios configuration, as Nagios itself would understand it. */
export interface ReadObject {
  readonly type: string;
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

/** `;` starts a comment unless a backslash stands before it, which is dropped. */
const uncomment = (line: string): string => line.replace(/(?<!\\);.*$/, '').replaceAll('\\;', ';');

/** Reads object files by the rules of xodtemplate.c, written without regard to what the emitter does. */
export const readObjects = (text: string): readonly ReadObject[] => {
  const objects: ReadObject[] = [];
  let open: { type: string; line: number; values: Record<string, string> } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = uncomment(raw).trim();
    if (line === '' || raw.trimStart().startsWith('#')) continue;
    const opening = /^define\s+(\w+)\s*\{/.exec(line);
    if (opening !== null) open = { type: opening[1] ?? '', line: index + 1, values: {} };
    else if (line === '}') {
      if (open !== undefined) objects.push(open);
      open = undefined;
    } else if (open !== undefined) {
      const [name = ''] = line.split(/[ \t]/);
      const period = open.type === 'timeperiod' && /\d$/.test(line);
      const split = period ? line.lastIndexOf(' ') : name.length;
      open.values[line.slice(0, split)] = line.slice(split).trim();
    } else throw new Error(`line ${index + 1} is outside of an object: ${raw}`);
  }
  return objects;
};

/** Macros as the daemon fills them: known ones, `$$` a dollar, and unknown ones left as they are. */
export const expandMacros = (text: string, macros: Readonly<Record<string, string>>): string =>
  text.replace(/\$([^$]*)\$/g, (whole, name: string) => (name === '' ? '$' : (macros[name] ?? whole)));

/** The worker's own splitting of a command line; undefined when it would hand the line to a shell. */
export const splitCommand = (line: string): readonly string[] | undefined => {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return undefined;
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (character === '\\') {
      at += 1;
      word = (word ?? '') + (line[at] ?? '');
    } else if (character === ' ' || character === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if ('|<>&;()*?$`"'.includes(character)) return undefined;
    else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
};
