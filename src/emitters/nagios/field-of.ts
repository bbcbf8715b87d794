const fields: ReadonlyMap<string, string> = new Map([
  ['check_interval', 'every'],
  ['retry_interval', 'retry'],
  ['max_check_attempts', 'attempts'],
  ['notifications_enabled', 'stage'],
  ['notification_options', 'notify'],
  ['contact_groups', 'notify'],
  ['notification_period', 'during'],
  ['first_notification_delay', 'notifyAfter'],
  ['flap_detection_enabled', 'flapping'],
  ['low_flap_threshold', 'flapping'],
  ['high_flap_threshold', 'flapping'],
  ['notes', 'why'],
  ['notes_url', 'runbook'],
  ['action_url', 'dashboard'],
  ['_OWNER', 'owner'],
  ['parents', 'parents'],
  ['address', 'address'],
  ['members', 'hosts'],
]);

/** Which effective value a line of an object file shows. */
export const fieldOf = (line: string): string | undefined => fields.get(/^\s+(\S+)\s/.exec(line)?.[1] ?? '');
