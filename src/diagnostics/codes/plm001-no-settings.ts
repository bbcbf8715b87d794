import { defineCode } from '../define-code.ts';

export const noSettings = defineCode<{ directory: string }>({
  code: 'PLM001',
  slug: 'no-settings',
  severity: 'error',
  message: (p) => `no \`plimsoll.yaml\` in \`${p.directory}\` or above it`,
  why: 'the file marks the root of an estate and names its environments',
  help: 'go to the estate, or start one with `plimsoll init`',
});
