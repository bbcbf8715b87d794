import { defineCode } from '../define-code.ts';

export const clearOrder = defineCode<{ clear: string; limit: string; form: string }>({
  code: 'PLM309',
  slug: 'clear-order',
  severity: 'error',
  message: `\`clear\` does not lie before the limit it clears`,
  label: (p) => `${p.clear} does not lie before ${p.limit}`,
  why: 'a state that is raised and cleared by the same value would never hold, or never end',
  help: (p) => `with \`${p.form}\`, move \`clear\` to the quiet side of ${p.limit}`,
});
