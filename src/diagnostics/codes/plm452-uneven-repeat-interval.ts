import { defineCode } from '../define-code.ts';

export const unevenRepeatInterval = defineCode<{ repeat: string; group: string; actual: string }>({
  code: 'PLM452',
  slug: 'uneven-repeat-interval',
  severity: 'warning',
  message: (p) => `a \`repeatInterval\` of ${p.repeat} means ${p.actual}`,
  label: (p) => `not a multiple of ${p.group}`,
  why: (p) => `Alertmanager looks at a group every \`groupInterval\`, here ${p.group}, and repeats only then`,
  help: (p) => `write ${p.actual}, or a \`groupInterval\` that divides it`,
});
