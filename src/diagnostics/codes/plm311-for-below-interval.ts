import { defineCode } from '../define-code.ts';

export const forBelowInterval = defineCode<{ lasting: string; every: string }>({
  code: 'PLM311',
  slug: 'for-below-interval',
  severity: 'error',
  message: (p) => `\`for\` ${p.lasting} is shorter than one look every ${p.every}`,
  label: (p) => `less than ${p.every}`,
  why: 'the first look that finds the problem cannot know that it has lasted',
  help: (p) => `use at least ${p.every}, or look more often with \`every\``,
});
