import { defineCode } from '../define-code.ts';

export const nestedTooDeep = defineCode<{ limit: number }>({
  code: 'PLM034',
  slug: 'nested-too-deep',
  severity: 'error',
  message: (p) => `maps and lists nest more than ${p.limit} levels deep`,
  why: 'no definition is this deep; it is a slip of the keyboard or an attack',
  help: 'close the brackets, or flatten the value',
});
