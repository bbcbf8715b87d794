import { defineCode } from '../define-code.ts';

export const noDefaultReceiver = defineCode({
  code: 'PLM451',
  slug: 'no-default-receiver',
  severity: 'info',
  message: 'alerts that no team of this estate owns will reach nobody',
  label: 'no `defaultReceiver`',
  why: 'rules from elsewhere may send alerts to the same Alertmanager, and the route for them leads to a receiver that tells nobody',
  help: 'set `defaultReceiver` to the team that should see them',
});
