import { defineCode } from '../define-code.ts';

export const reservedHostLabel = defineCode<{ label: string }>({
  code: 'PLM426',
  slug: 'reserved-host-label',
  severity: 'error',
  message: (p) => `\`hostLabel: ${p.label}\` is a label that alert rules set themselves`,
  label: 'set by every rule',
  why: 'the rule would overwrite the name of the host, and all hosts of a check would share one alert',
  help: 'relabel the targets to carry the host in a label of its own, such as `host` or `instance`',
});
