import { defineCode } from '../define-code.ts';

export const nagiosNoName = defineCode<{ id: string }>({
  code: 'PLM410',
  slug: 'nagios-no-name',
  severity: 'error',
  message: (p) => `Nagios takes the name \`${p.id}\` for no name at all`,
  why: 'in its configuration `null` stands for no value, so the object would have no name, or a list would lose all its members',
  help: 'choose another id',
});
