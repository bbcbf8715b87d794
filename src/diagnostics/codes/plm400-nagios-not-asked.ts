import { defineCode } from '../define-code.ts';

export const nagiosNotAsked = defineCode<{ id: string; why: string }>({
  code: 'PLM400',
  slug: 'nagios-not-asked',
  severity: 'info',
  message: (p) => `Nagios does not get \`${p.id}\`: ${p.why}`,
  why: 'Nagios looks only where a source is declared; a check it does not get is watched by other backends or by none',
  help: 'declare a source Nagios can ask, set `targets.nagios.prometheus`, or leave the check to Prometheus',
});
