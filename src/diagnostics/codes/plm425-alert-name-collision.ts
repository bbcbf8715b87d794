import { defineCode } from '../define-code.ts';

export const alertNameCollision = defineCode<{ check: string; other?: string; alert: string }>({
  code: 'PLM425',
  slug: 'alert-name-collision',
  severity: 'error',
  message: (p) =>
    p.other === undefined
      ? `check \`${p.check}\` would alert as \`${p.alert}\`, a name of Plimsoll's own alerts`
      : `checks \`${p.check}\` and \`${p.other}\` would both alert as \`${p.alert}\``,
  label: 'this name is taken',
  why: 'silences, pages and history are kept by alert name, so each check needs one of its own',
  help: 'rename one of the checks so that more than separators tells them apart',
});
