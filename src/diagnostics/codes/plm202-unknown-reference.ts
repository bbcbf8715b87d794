import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownReference = defineCode<{ kind: string; id: string; known: readonly string[] }>({
  code: 'PLM202',
  slug: 'unknown-reference',
  severity: 'error',
  message: (p) => `there is no ${p.kind} \`${p.id}\``,
  label: (p) => `no such ${p.kind}`,
  why: 'what is named here must be defined somewhere in the estate',
  help: (p) => didYouMean(p.id, p.known, `define it, or use one that exists`),
});
