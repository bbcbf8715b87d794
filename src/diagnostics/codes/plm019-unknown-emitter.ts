import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownEmitter = defineCode<{ name: string; known: readonly string[] }>({
  code: 'PLM019',
  slug: 'unknown-emitter',
  severity: 'error',
  message: (p) => `there is no emitter \`${p.name}\``,
  why: 'an emitter writes the files of one daemon, and only the ones that Plimsoll knows can be asked for',
  help: (p) => didYouMean(p.name, p.known, `name one of ${p.known.map((name) => `\`${name}\``).join(', ')}`),
});
