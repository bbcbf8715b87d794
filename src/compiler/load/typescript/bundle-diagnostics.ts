import { unreachable } from '../../../base/invariant.ts';
import { fileTooLarge } from '../../../diagnostics/codes/plm020-file-too-large.ts';
import { typescriptSyntax } from '../../../diagnostics/codes/plm040-typescript-syntax.ts';
import { unresolvedImport } from '../../../diagnostics/codes/plm041-unresolved-import.ts';
import { importOutsideEstate } from '../../../diagnostics/codes/plm042-import-outside-estate.ts';
import { nodeBuiltin } from '../../../diagnostics/codes/plm043-node-builtin.ts';
import { notAModule } from '../../../diagnostics/codes/plm044-not-a-module.ts';
import { asynchronousDefinition } from '../../../diagnostics/codes/plm046-asynchronous-definition.ts';
import { repeatedKey } from '../../../diagnostics/codes/plm057-repeated-key.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { BundleProblem } from '../../../host/host.ts';
import { short } from './short.ts';

/** What a bundle could not take in, as a finding. */
export const bundleDiagnostic = ({ kind, file, start, end, text, known, related, within }: BundleProblem): Diagnostic => {
  const span = { file, start, end };
  const specifier = short(text, 40);
  switch (kind) {
    case 'syntax':
      return typescriptSyntax({ complaint: short(text.replaceAll('"', '`'), 70) }, span);
    case 'unresolved':
      return unresolvedImport({ specifier, known }, span);
    case 'outside':
      return importOutsideEstate({ specifier }, span);
    case 'node-builtin':
      return nodeBuiltin({ specifier: short(text, 30), within: within ?? '' }, span);
    case 'not-a-module':
      return notAModule({ specifier }, span);
    case 'too-large':
      return fileTooLarge({ megabytes: text, limit: 4 }, span);
    case 'asynchronous':
      return asynchronousDefinition({}, span);
    case 'duplicate-key':
      return repeatedKey({ key: specifier }, span, related ? [{ span: related, label: 'first given here' }] : []);
    default:
      return unreachable(kind);
  }
};
