import { defineCode } from '../define-code.ts';

export const nagiosPollerUnheard = defineCode<{ owner: string }>({
  code: 'PLM424',
  slug: 'nagios-poller-unheard',
  severity: 'error',
  message: (p) => `\`${p.owner}\` cannot be told when the poller fails`,
  why: 'every service that the poller looks for would be silent, and nobody would hear of it',
  help: 'name a team of the estate that has a receiver for `page`, `ticket` or `chat`, or leave `owner` out',
});
