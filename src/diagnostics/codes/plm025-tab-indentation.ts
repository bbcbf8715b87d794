import { defineCode } from '../define-code.ts';

export const tabIndentation = defineCode({
  code: 'PLM025',
  slug: 'tab-indentation',
  severity: 'error',
  message: 'a tab stands where YAML wants spaces',
  label: 'tab',
  why: 'tabs have no agreed width, so what belongs to what could not be told',
  help: 'indent with spaces; set the editor to insert two for a tab',
});
