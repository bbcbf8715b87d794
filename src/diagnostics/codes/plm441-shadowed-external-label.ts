import { defineCode } from '../define-code.ts';

export const shadowedExternalLabel = defineCode<{ label: string; by: string }>({
  code: 'PLM441',
  slug: 'shadowed-external-label',
  severity: 'error',
  message: (p) => `external label \`${p.label}\` is hidden: ${p.by}`,
  label: 'hidden by another label',
  why: 'Prometheus adds an external label only where the series or alert has none of that name, so it would say different things in turn',
  help: 'give the external label a name of its own, such as `region` or `prometheus`',
});
