import { defineCode } from '../define-code.ts';

export const internalError = defineCode<{ what: string }>({
  code: 'PLM901',
  slug: 'internal-error',
  severity: 'error',
  message: 'Plimsoll failed where it should not have; this is a mistake in Plimsoll, not in your definitions',
  why: (p) => `it met something it is sure cannot happen: ${p.what}`,
  help: 'report it with the lines below; they name no secrets, but read them before you send them',
});
