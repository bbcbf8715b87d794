import { defineCode } from '../define-code.ts';

export const alertmanagerVersion = defineCode<{ version: string; feature: string; since: string }>({
  code: 'PLM445',
  slug: 'alertmanager-version',
  severity: 'error',
  message: (p) => `Alertmanager ${p.version} has no ${p.feature}, which came with ${p.since}`,
  label: (p) => `needs ${p.since}`,
  why: 'a daemon that does not know a key refuses the whole file, so nothing is left out in silence',
  help: (p) => `declare the version that runs, ${p.since} or newer, or take the feature out`,
});
