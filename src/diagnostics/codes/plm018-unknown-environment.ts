import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownEnvironment = defineCode<{ name: string; known: readonly string[] }>({
  code: 'PLM018',
  slug: 'unknown-environment',
  severity: 'error',
  message: (p) => `the estate has no environment \`${p.name}\``,
  label: (p) => (p.known.length === 0 ? 'no environments here' : `known here: ${p.known.slice(0, 8).join(', ')}`),
  why: 'output is generated for the environments that `plimsoll.yaml` names, and no others',
  help: (p) => didYouMean(p.name, p.known, 'name one that exists, or add it under `environments`'),
});
