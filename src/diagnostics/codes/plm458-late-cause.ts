import { defineCode } from '../define-code.ts';

export const lateCause = defineCode<{ check: string; on: string; wait: string; causeWait: string }>({
  code: 'PLM458',
  slug: 'late-cause',
  severity: 'info',
  message: (p) => `\`${p.check}\` tells before \`${p.on}\` can hold it back`,
  label: (p) => `waits ${p.wait}, its cause ${p.causeWait}`,
  why: 'only an alert that fires holds others back, and both fire when their wait is over',
  help: (p) => `let \`${p.check}\` wait at least as long, or \`${p.on}\` shorter`,
});
