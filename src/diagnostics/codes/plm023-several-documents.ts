import { defineCode } from '../define-code.ts';

export const severalDocuments = defineCode({
  code: 'PLM023',
  slug: 'several-documents',
  severity: 'error',
  message: 'a second YAML document starts here',
  label: 'the first document ends above',
  why: 'a file holds one map of definitions; whatever follows the first would be lost',
  help: 'remove the separator line, or move what follows into a file of its own',
});
