import { defineCode } from '../define-code.ts';

export const outputAmongDefinitions = defineCode<{ directory: string }>({
  code: 'PLM462',
  slug: 'output-among-definitions',
  severity: 'error',
  message: (p) => `definitions are read from \`${p.directory}\`, so nothing can be generated there`,
  why: 'the next build would take the generated files for definitions',
  help: 'build into a directory of its own with --out',
});
