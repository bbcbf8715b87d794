import { defineCode } from '../define-code.ts';

export const matchesNothing = defineCode<{ group: string; what: string }>({
  code: 'PLM331',
  slug: 'matches-nothing',
  severity: 'warning',
  message: (p) => `${p.what} of \`${p.group}\` selects no host in any environment`,
  label: 'selects nothing',
  why: 'checks on the group would not look where its author thought they look',
  help: 'patterns hold over whole ids, with `*` for any run of characters; compare them with `plimsoll list hosts`',
});
