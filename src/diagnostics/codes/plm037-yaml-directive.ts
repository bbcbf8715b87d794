import { defineCode } from '../define-code.ts';

export const yamlDirective = defineCode<{ directive: string }>({
  code: 'PLM037',
  slug: 'yaml-directive',
  severity: 'error',
  message: (p) => `the directive \`${p.directive}\` is not supported`,
  why: 'a directive changes how the rest of the file reads; every file reads as YAML 1.2 here',
  help: 'remove the line; quote the text when it was meant as a value',
});
