import { defineCode } from '../define-code.ts';

export const nagiosPluginCannot = defineCode<{ id: string; why: string }>({
  code: 'PLM401',
  slug: 'nagios-plugin-cannot',
  severity: 'warning',
  message: (p) => `Nagios does not get \`${p.id}\`: its plugin cannot say it`,
  label: (p) => p.why,
  why: (p) => p.why,
  help: 'change the probe or its thresholds to something the plugin can say, or leave the check to Prometheus',
});
