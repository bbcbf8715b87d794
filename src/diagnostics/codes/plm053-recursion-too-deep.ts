import { defineCode } from '../define-code.ts';

export const recursionTooDeep = defineCode({
  code: 'PLM053',
  slug: 'recursion-too-deep',
  severity: 'error',
  message: 'functions call each other too deeply',
  label: 'stopped here',
  why: 'a recursion without an end uses up the stack',
  help: 'end the recursion, or use a loop',
});
