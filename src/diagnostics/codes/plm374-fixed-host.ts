import { defineCode } from '../define-code.ts';

export const fixedHost = defineCode<{ host: string; others: string }>({
  code: 'PLM374',
  slug: 'fixed-host',
  severity: 'error',
  message: (p) => `this looks at \`${p.host}\` only, but is used for ${p.others}`,
  label: (p) => `only \`${p.host}\``,
  why: 'every host of a check is looked at by the same expression; one that names a host is blind on all others',
  help: 'remove the matcher: Plimsoll adds the hosts of each check itself',
});
