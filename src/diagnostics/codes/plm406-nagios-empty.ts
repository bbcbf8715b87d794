import { defineCode } from '../define-code.ts';

export const nagiosEmpty = defineCode({
  code: 'PLM406',
  slug: 'nagios-empty',
  severity: 'warning',
  message: 'Nagios gets no host or no service',
  why: 'Nagios refuses to start with a configuration that has none',
  help: 'add a host and a check on it, or take `nagios` out of `targets`',
});
