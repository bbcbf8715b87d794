import { defineCode } from '../define-code.ts';

export const explicitTag = defineCode<{ tag: string }>({
  code: 'PLM030',
  slug: 'explicit-tag',
  severity: 'error',
  message: (p) => `the tag \`${p.tag}\` is not understood`,
  why: 'a tag changes the type of a value; the schema of the definition decides it here',
  help: 'remove the tag; quote the value, or use `!!str`, to keep it a text',
});
