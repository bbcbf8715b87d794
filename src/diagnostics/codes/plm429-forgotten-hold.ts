import { defineCode } from '../define-code.ts';

export const forgottenHold = defineCode<{ check: string; lookback: string }>({
  code: 'PLM429',
  slug: 'forgotten-hold',
  severity: 'info',
  message: (p) => `Prometheus forgets that \`${p.check}\` is held when it is down for longer than ${p.lookback}`,
  label: 'held by what Prometheus remembers of its alerts',
  why: 'the rule asks the stored `ALERTS` whether the alert was raised, and a sample counts as current only for so long',
  help: 'expect that after a longer outage a value between `clear` and the limit raises nothing until it passes the limit again',
});
