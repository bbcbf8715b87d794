import { defineCode } from '../define-code.ts';

export const nativeComplaint = defineCode<{ tool: string; message: string; place: string }>({
  code: 'PLM480',
  slug: 'native-complaint',
  severity: 'error',
  message: (p) => `${p.tool} says of ${p.place}: ${p.message}`,
  why: (p) => `what ${p.tool} does not accept, the daemon would not either`,
  help: 'correct the definition the line comes from; if it is right, report what was generated',
});
