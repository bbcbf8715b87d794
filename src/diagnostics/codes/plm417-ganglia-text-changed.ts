import { defineCode } from '../define-code.ts';

export const gangliaTextChanged = defineCode<{ id: string; field: string }>({
  code: 'PLM417',
  slug: 'ganglia-text-changed',
  severity: 'info',
  message: (p) => `Ganglia shows \`${p.field}\` of \`${p.id}\` in other characters, or not all of it`,
  why: 'gmond copies these texts into its XML without escaping; one `<`, `&` or `"` there costs the whole cluster its data',
  help: 'leave it if the text is still clear; else use plain letters and fewer words',
});
