/** Labels that generated rules put on every alert, over whatever the series had. */
export const ruleLabelNames: ReadonlySet<string> = new Set(['alertname', 'check', 'severity', 'team', 'urgency']);

/** Labels that an alert can have without its expression. */
export const alertLabelNames: ReadonlySet<string> = new Set([
  ...ruleLabelNames,
  'escalation',
  'measure',
  'problem',
  'stage',
  'tier',
  'window',
]);
