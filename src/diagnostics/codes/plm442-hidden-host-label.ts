import { defineCode } from '../define-code.ts';

const andOthers = (count: number): string => (count === 0 ? '' : ` and ${count} more`);

export const hiddenHostLabel = defineCode<{ host: string; others: number; label: string; by: string }>({
  code: 'PLM442',
  slug: 'hidden-host-label',
  severity: 'warning',
  message: (p) => `label \`${p.label}\` of host \`${p.host}\`${andOthers(p.others)} stays out of Prometheus: ${p.by}`,
  label: 'stays in the inventory',
  why: 'a label that something else sets as well would change what alerts are told apart, routed and held back by',
  help: 'rename the label in the inventory where queries or alerts are to show it',
});
