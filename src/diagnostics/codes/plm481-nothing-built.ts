import { defineCode } from '../define-code.ts';

export const nothingBuilt = defineCode<{ directory: string }>({
  code: 'PLM481',
  slug: 'nothing-built',
  severity: 'error',
  message: (p) => `nothing is built in \`${p.directory}\``,
  why: 'only generated files can be verified',
  help: 'run `plimsoll build` first',
});
