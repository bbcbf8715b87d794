import { defineCode } from '../define-code.ts';

export const labelOverwritten = defineCode<{ label: string }>({
  code: 'PLM375',
  slug: 'label-overwritten',
  severity: 'error',
  message: (p) => `alerts get a \`${p.label}\` of their own, which replaces this one`,
  label: 'series would no longer differ',
  why: 'series that differ in this label alone become the same alert, and Prometheus then refuses to evaluate the rule',
  help: (p) => `keep it under another name: \`label_replace(…, "of_${p.label}", "$1", "${p.label}", "(.*)")\`, then drop \`${p.label}\``,
});
