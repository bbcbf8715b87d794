import { defineCode } from '../define-code.ts';

const reasons: ReadonlyMap<string, string> = new Map([
  ['why', 'whoever is woken by this, or reviews a change to it, needs the reason it exists'],
  ['owner', 'somebody has to answer for it'],
  ['unit', 'without a unit no limit on it can be checked'],
  ['from', 'a metric that comes from nowhere is never measured'],
]);

export const missingKey = defineCode<{ key: string }>({
  code: 'PLM102',
  slug: 'missing-key',
  severity: 'error',
  message: (p) => `\`${p.key}\` is missing`,
  why: (p) => reasons.get(p.key) ?? 'without it the definition has no meaning',
  help: (p) => `add \`${p.key}\``,
});
