/** How a scalar is described to the author who wrote another. */
export interface ScalarForm {
  readonly what: string;
  readonly example: string;
}

/** By the kind of scalar a schema asks for. */
export const scalarForms: ReadonlyMap<string, ScalarForm> = new Map([
  ['quantity', { what: 'a number with a unit', example: '90%' }],
  ['duration', { what: 'a duration', example: '5m' }],
  ['positive-duration', { what: 'a duration', example: '5m' }],
  ['interval', { what: 'an interval of two quantities', example: '10..20' }],
  ['range', { what: 'a range', example: '0..' }],
  ['date', { what: 'a date of the calendar', example: '2027-03-31' }],
  ['id', { what: 'an id: kebab-case, `/` between namespaces', example: 'offline-tasks/queue-depth' }],
  ['metric-id', { what: 'the id of a metric: snake_case', example: 'offline_queue_depth' }],
  ['word', { what: 'a name in lower case: letters and digits, joined by `-` or `.`', example: 'offline-tasks' }],
  ['label', { what: 'a label name: letters, digits and `_`', example: 'rack' }],
  ['url', { what: 'an http or https address', example: 'https://runbooks.example.com/queue' }],
  ['text', { what: 'a text for people, without control characters', example: 'Users see missing thumbnails.' }],
  ['path', { what: 'an absolute path of letters, digits and `._@+-`', example: '/etc/plimsoll/secrets/ops' }],
  ['address', { what: 'a host name or an IP address', example: '192.0.2.10' }],
  ['zone', { what: 'a time zone', example: 'Europe/Berlin' }],
  ['version', { what: 'a version', example: '2.42.0' }],
]);
