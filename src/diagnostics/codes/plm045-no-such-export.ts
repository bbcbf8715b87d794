import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const noSuchExport = defineCode<{ name: string; known: readonly string[] }>({
  code: 'PLM045',
  slug: 'no-such-export',
  severity: 'error',
  message: (p) => `\`${p.name}\` is not exported by the module it is imported from`,
  label: 'not exported',
  why: 'it would be undefined where it is used',
  help: (p) => didYouMean(p.name, p.known, 'correct the name, or export it there'),
});
