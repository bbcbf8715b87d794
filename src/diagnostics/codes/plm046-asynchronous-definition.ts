import { defineCode } from '../define-code.ts';

export const asynchronousDefinition = defineCode({
  code: 'PLM046',
  slug: 'asynchronous-definition',
  severity: 'error',
  message: 'a definition cannot wait for anything',
  label: 'asynchronous',
  why: 'the sandbox has nothing to wait for, and what runs later would come too late to be part of the result',
  help: 'use plain functions and static imports, without `await`, promises or `import()`',
});
