import { defineCode } from '../define-code.ts';

export const yamlSyntax = defineCode<{ problem: string; help: string }>({
  code: 'PLM024',
  slug: 'yaml-syntax',
  severity: 'error',
  message: (p) => p.problem,
  why: 'the file cannot be read as YAML 1.2 from here on without guessing',
  help: (p) => p.help,
});
