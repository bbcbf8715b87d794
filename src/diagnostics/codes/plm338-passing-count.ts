import { defineCode } from '../define-code.ts';

export const passingCount = defineCode<{ lasting: string }>({
  code: 'PLM338',
  slug: 'passing-count',
  severity: 'warning',
  message: (p) => `lines since the last look are never there for \`${p.lasting}\``,
  label: 'the next look starts at zero',
  why: 'without `within` a line counts in one look only, so the problem is over before anybody is told of it',
  help: (p) => `give the probe \`within\`, longer than \`${p.lasting}\`, or take back the patience with \`attempts: 1\``,
});
