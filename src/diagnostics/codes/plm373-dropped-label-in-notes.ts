import { defineCode } from '../define-code.ts';

export const droppedLabelInNotes = defineCode<{ label: string }>({
  code: 'PLM373',
  slug: 'dropped-label-in-notes',
  severity: 'error',
  message: (p) => `\`$labels.${p.label}\` would be empty: the alert has no label \`${p.label}\``,
  label: 'no such label on this alert',
  why: 'Prometheus fills a label that is not there with nothing, and the sentence misleads whoever is paged',
  help: (p) => `keep \`${p.label}\` in the expression, such as with \`by (${p.label})\`, or leave it out here`,
});
