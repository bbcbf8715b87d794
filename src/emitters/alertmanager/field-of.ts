const fields: ReadonlyMap<string, string> = new Map([
  ['version', 'version'],
  ['group_wait', 'groupWait'],
  ['group_interval', 'groupInterval'],
  ['repeat_interval', 'repeatInterval'],
  ['smtp_smarthost', 'smtp.smarthost'],
  ['smtp_from', 'smtp.from'],
  ['location', 'zone'],
]);

/** Which value a line shows. */
export const fieldOf = (line: string): string | undefined => fields.get(/^\s*(?:- )?([a-z_]+):/.exec(line)?.[1] ?? '');
