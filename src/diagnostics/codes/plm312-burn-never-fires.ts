import { defineCode } from '../define-code.ts';

export const burnNeverFires = defineCode<{ tier: string; ceiling: string; burn: string }>({
  code: 'PLM312',
  slug: 'burn-never-fires',
  severity: 'error',
  message: (p) => `tier \`${p.tier}\` can never fire: it needs an error ratio above ${p.ceiling}`,
  why: (p) => `a burn rate of ${p.burn} with this objective asks for more errors than there are events`,
  help: 'lower the burn rate of the tier, or raise the objective',
});
