// A line that must be marked in an editor ends in a comment, red and words of the message; no other line must be.
import { type CheckInput, checks, groups, hosts, metrics, schedules, teams, thresholds } from 'plimsoll';

const common = { why: 'Because.', owner: 'ops' } as const;

export const units = thresholds({
  a: { ...common, metric: 'm', above: { critical: '500mx' } }, // red: '"500mx"' is not assignable
  b: { ...common, metric: 'm', above: { critical: '500ms' } },
  c: { ...common, metric: 'm', above: { critical: 'much' } }, // red: '"much"' is not assignable
  d: { ...common, metric: 'm', above: { critical: true } }, // red: Type 'true' is not assignable
});

export const durations = checks({
  a: { ...common, threshold: 't', for: '5 minutes' }, // red: '"5 minutes"' is not assignable to type 'DurationText
  b: { ...common, threshold: 't', for: 300 }, // red: 'number' is not assignable to type 'DurationText
});

export const unknownKeys = checks({
  a: { ...common, threshold: 't', runbok: 'https://example.com' }, // red: Did you mean to write 'runbook'?
  b: { ...common, heartbeat: { witin: '5m', within: '5m' } }, // red: Did you mean to write 'within'?
  c: { ...common, threshold: 't', notify: { urgent: 'page' } }, // red: 'urgent' does not exist
  d: { ...common, probe: { tcp: { prot: 80, port: 80 } } }, // red: 'prot' does not exist
});

export const missingWhy = checks({
  a: { owner: 'ops', threshold: 't' }, // red: Property 'why' is missing
});

export const missingOwner = metrics({
  a: { why: 'Because.', type: 'gauge', unit: 's', from: { ganglia: 'a' } }, // red: Property 'owner' is missing
});

export const missingWhyInOverride = checks({
  a: { ...common, threshold: 't', overrides: [{ environment: 'staging', stage: 'dark' }] }, // red: Property 'why' is missing
});

export const subjects = checks({
  none: { ...common }, // red: is not assignable to type 'CheckInput'
  two: { ...common, threshold: 't', probe: { tcp: { port: 1 } } }, // red: Types of property 'probe' are incompatible
  twoProbes: { ...common, probe: { tcp: { port: 1 }, ping: {} } }, // red: is not assignable to type 'undefined'
  noCommand: { ...common, command: {} }, // red: is not assignable
});

export const urgencies = checks({
  a: { ...common, threshold: 't', notify: { critical: 'pge' } }, // red: Did you mean '"page"'?
});

export const stages = checks({
  a: { ...common, threshold: 't', stage: 'live ' }, // red: Did you mean '"live"'?
});

export const forms = thresholds({
  none: { ...common, metric: 'm' }, // red: is not assignable to type 'ThresholdInput'
  both: { ...common, metric: 'm', unit: '%', above: { critical: '1%' } }, // red: Types of property 'unit' are incompatible
  clear: { ...common, metric: 'm', outside: { critical: '1..2', clear: '1..2' } }, // red: 'clear' does not exist
});

export const sources = metrics({
  none: { ...common, type: 'gauge', unit: 's', from: {} }, // red: is not assignable to type 'SomeOf<
  kind: { ...common, type: 'guage', unit: 's', from: { ganglia: 'a' } }, // red: Did you mean '"gauge"'?
});

export const receivers = teams({
  two: { name: 'X', receivers: { page: { email: 'a@example.com', slack: { urlFile: '/x', channel: '#x' } } } }, // red: is not assignable to type 'undefined'
  kind: { name: 'X', receivers: { pager: { email: 'a@example.com' } } }, // red: 'pager' does not exist
});

export const places = hosts({
  a: { adress: '192.0.2.1' }, // red: Did you mean to write 'address'?
});

export const members = groups({
  a: { hosts: 'web1' }, // red: 'string' is not assignable
});

export const hours = schedules({
  a: { why: 'Because.', hours: [{ days: 'mon-fri' }] }, // red: Property 'times' is missing
});

const names = ['a', 'b'] as const;

export const computedUrgency = checks(
  Object.fromEntries(names.map((name) => [name, { ...common, threshold: 't', notify: { critical: 'pge' } }])), // red: Did you mean '"page"'?
);

export const computedWhy = checks(
  Object.fromEntries(names.map((name) => [name, { owner: 'ops', threshold: 't' }])), // red: Property 'why' is missing
);

export const computedUnit = thresholds(
  Object.fromEntries(names.map((name) => [name, { ...common, metric: name, above: { critical: '5mx' } }])), // red: '"5mx"' is not assignable
);

// TypeScript allows more keys than are known in what a function returns; `satisfies` does not.
export const computedKey = checks(
  Object.fromEntries(names.map((name) => [name, { ...common, threshold: 't', runbok: 'x' } satisfies CheckInput])), // red: Did you mean to write 'runbook'?
);
