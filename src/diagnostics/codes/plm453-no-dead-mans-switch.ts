import { defineCode } from '../define-code.ts';

export const noDeadMansSwitch = defineCode({
  code: 'PLM453',
  slug: 'no-dead-mans-switch',
  severity: 'info',
  message: 'nobody would notice that alerts no longer reach Alertmanager',
  label: 'no `deadMansSwitch`',
  why: 'when Prometheus or Alertmanager stands still no alert arrives, which looks as if all were well',
  help: 'set `deadMansSwitch` to a service outside that tells somebody when it is not called in time',
});
