import { defineCode } from '../define-code.ts';

export const nagiosDiffers = defineCode<{ id: string; difference: string }>({
  code: 'PLM402',
  slug: 'nagios-differs',
  severity: 'info',
  message: (p) => `\`${p.id}\` means something slightly different in Nagios`,
  label: (p) => p.difference,
  why: (p) => p.difference,
  help: 'nothing has to be done when the difference does not matter for this check',
});
