import { defineCode } from '../define-code.ts';

export const hostLabelDropped = defineCode<{ label: string }>({
  code: 'PLM372',
  slug: 'host-label-dropped',
  severity: 'error',
  message: (p) => `this gives no series per host: \`${p.label}\` is lost on the way`,
  label: (p) => `\`${p.label}\` ends here`,
  why: 'a check that runs on hosts must know which host a value belongs to; here all hosts become one',
  help: (p) => `keep the label, such as with \`by (${p.label})\``,
});
