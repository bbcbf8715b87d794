import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const undeclaredDropFile = defineCode<{ name: string; known: readonly string[] }>({
  code: 'PLM465',
  slug: 'undeclared-drop-file',
  severity: 'error',
  message: (p) => `no metric comes from the drop file \`${p.name}\``,
  why: 'the collector reads only the drop files that metrics name; it counts the others and leaves them alone',
  help: (p) =>
    didYouMean(p.name, p.known, `declare a metric with \`from: { dropFile: ${p.name} }\`, or tell the name it will have with \`--name\``),
});
