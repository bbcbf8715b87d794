const fields: ReadonlyMap<string, string> = new Map([
  ['expr', 'limits'],
  ['for', 'for'],
  ['interval', 'every'],
  ['keep_firing_for', 'keepFor'],
  ['severity', 'notify'],
  ['urgency', 'notify'],
  ['stage', 'stage'],
  ['team', 'owner'],
  ['owner', 'owner'],
  ['why', 'why'],
  ['runbook', 'runbook'],
  ['runbook_url', 'runbook'],
  ['dashboard', 'dashboard'],
  ['dashboard_url', 'dashboard'],
  ['notes', 'notes'],
]);

/** Which value of a check a line of a rule shows. */
export const fieldOf = (line: string): string | undefined => fields.get(/^\s*(?:- )?([a-z_]+):/.exec(line)?.[1] ?? '');
