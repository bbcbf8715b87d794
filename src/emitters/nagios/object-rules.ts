/** One object as it stands in a file: its type and its directives, the last of each. */
export interface ReadObject {
  readonly type: string;
  readonly directives: ReadonlyMap<string, string>;
}

const isSwitch = (name: string): boolean =>
  /_enabled$|^check_freshness$|^register$|^retain_|^inherits_parent$|^can_submit_commands$/.test(name);
const isNumber = (name: string): boolean => /_(?:interval|delay|threshold|attempts)$|^(?:first|last)_notification$/.test(name);

/** Nagios reads `true` as 0 and `5m` as 5, without a word (atoi, strtod). */
const valueProblems = ({ directives }: ReadObject): readonly string[] =>
  [...directives].flatMap(([name, value]) => {
    if (isSwitch(name) && !/^[01]$/.test(value)) return [`${name} is neither 0 nor 1`];
    return isNumber(name) && !/^\d{1,9}(?:\.\d+)?$/.test(value) ? [`${name} is not a plain number`] : [];
  });

/** Directives without which Nagios does something else than one would think, or nothing. */
const needed: Readonly<Record<string, readonly string[]>> = {
  host: ['max_check_attempts', 'check_command', 'check_period', 'notification_period', 'contact_groups'],
  service: ['max_check_attempts', 'check_command', 'check_period', 'notification_period', 'contact_groups'],
  contact: [
    'host_notification_options',
    'service_notification_options',
    'host_notification_period',
    'service_notification_period',
    'host_notification_commands',
    'service_notification_commands',
  ],
  servicedependency: ['notification_failure_criteria', 'execution_failure_criteria'],
  hostdependency: ['notification_failure_criteria', 'execution_failure_criteria'],
  serviceescalation: ['first_notification', 'last_notification', 'contact_groups', 'escalation_options'],
};

const missing = ({ type, directives }: ReadObject): readonly string[] =>
  (needed[type] ?? []).filter((name) => !directives.has(name)).map((name) => `${type} has no ${name}`);

const neverReached = ({ directives }: ReadObject): readonly string[] => {
  const [first, last] = ['first_notification', 'last_notification'].map((name) => Number(directives.get(name) ?? 0));
  return last !== undefined && first !== undefined && last !== 0 && last < first ? ['an escalation that ends before it begins'] : [];
};

/** An absent result runs the command only with both. */
const unnoticedSilence = ({ directives }: ReadObject): readonly string[] =>
  (directives.get('check_freshness') === '1') === directives.has('freshness_threshold')
    ? []
    : ['check_freshness and freshness_threshold belong together'];

/** Nagios has several meanings for these, and its own web pages more. */
const namePattern = /^(?!\+)(?!null$)[A-Za-z0-9_.:/ -]+$/;

const badNames = ({ type, directives }: ReadObject): readonly string[] =>
  [`${type}_name`, 'host_name', 'service_description']
    .filter((name) => !namePattern.test(directives.get(name) ?? 'fine'))
    .map((name) => `${name} holds a character that means something to Nagios`);

/** What Nagios would let pass in one object. */
export const objectProblems = (object: ReadObject): readonly string[] => [
  ...valueProblems(object),
  ...missing(object),
  ...neverReached(object),
  ...unnoticedSilence(object),
  ...badNames(object),
];
