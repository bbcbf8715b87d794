import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownDefaultTeam = defineCode<{ team: string; known: readonly string[] }>({
  code: 'PLM450',
  slug: 'unknown-default-team',
  severity: 'error',
  message: (p) => `\`defaultReceiver\` names \`${p.team}\`, which is no team with a receiver`,
  label: 'no such team',
  why: 'alerts that no team owns would reach nobody',
  help: (p) => didYouMean(p.team, p.known, 'name a team of the estate'),
});
