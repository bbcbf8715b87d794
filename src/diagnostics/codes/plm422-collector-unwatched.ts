import { defineCode } from '../define-code.ts';

const hostsText = ([first = '', ...others]: readonly string[]): string => {
  if (others.length === 0) return `\`${first}\``;
  return others.length === 1 ? `\`${first}\` and \`${others[0]}\`` : `\`${first}\` and ${others.length} other hosts`;
};

export const collectorUnwatched = defineCode<{ environment: string; hosts: readonly string[] }>({
  code: 'PLM422',
  slug: 'collector-unwatched',
  severity: 'warning',
  message: (p) => `in ${p.environment}, a dead collector on ${hostsText(p.hosts)} would go unnoticed`,
  label: 'drop files are read by a cron entry, which nothing watches',
  why: 'checks look at drop-file metrics there; when cron or the collector stops, they keep their last value or fade away, and nothing says why',
  help: 'add a heartbeat on the metric `plimsoll_collector_last_run`; the page of PLM422 has it, ready to copy',
});
