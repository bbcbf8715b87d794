import { defineCode } from '../define-code.ts';

export const prometheusVersion = defineCode<{ version: string; feature: string; since: string }>({
  code: 'PLM427',
  slug: 'prometheus-version',
  severity: 'error',
  message: (p) => `Prometheus ${p.version} has no ${p.feature}, which came with ${p.since}`,
  label: (p) => `needs ${p.since}`,
  why: 'a daemon that does not know a key refuses the whole file, so nothing is left out in silence',
  help: (p) => `declare the version that runs, ${p.since} or newer, or take the feature out`,
});
