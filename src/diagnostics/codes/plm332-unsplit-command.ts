import { defineCode } from '../define-code.ts';

export const unsplitCommand = defineCode<{ word: string }>({
  code: 'PLM332',
  slug: 'unsplit-command',
  severity: 'warning',
  message: (p) => `\`${p.word}\` would be one word, the name of the plugin`,
  label: 'one word',
  why: 'a command is a list of words and no shell splits it, so a file of that whole name would be looked for',
  help: 'write each word as an item of its own: `[check_disk, -w, 10%]`',
});
