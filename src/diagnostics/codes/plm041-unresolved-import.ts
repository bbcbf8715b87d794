import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unresolvedImport = defineCode<{ specifier: string; known: readonly string[] }>({
  code: 'PLM041',
  slug: 'unresolved-import',
  severity: 'error',
  message: (p) => `nothing in the estate is called \`${p.specifier}\``,
  label: 'leads nowhere',
  why: "an import leads to a file of the estate, to a package in the estate's `node_modules`, or to `plimsoll`",
  help: (p) => didYouMean(p.specifier, p.known, 'correct the path, or install the package'),
});
