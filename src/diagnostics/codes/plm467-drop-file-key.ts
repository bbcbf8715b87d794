import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

type KeyProblem = { readonly key: string; readonly file: string; readonly known: readonly string[]; readonly home?: string };

export const dropFileKey = defineCode<KeyProblem>({
  code: 'PLM467',
  slug: 'drop-file-key',
  severity: 'error',
  message: (p) =>
    p.home === undefined ? `\`${p.key}\` is no key of the drop file \`${p.file}\`` : `\`${p.key}\` belongs in the drop file \`${p.home}\``,
  why: (p) =>
    p.home === undefined
      ? 'the collector sends only metrics that are declared, so that nobody can make up names in Ganglia'
      : 'a key has one home; as long as it stands in two files, the collector uses neither',
  help: (p) =>
    p.home === undefined
      ? didYouMean(p.key, p.known, `declare a metric of that name with \`from: { dropFile: ${p.file} }\``)
      : `write it to \`${p.home}.drop\`, or say \`from: { dropFile: ${p.file} }\` where the metric is declared`,
});
