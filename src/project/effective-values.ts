import { isList, isMap } from '../base/data.ts';
import { printDuration } from '../model/duration.ts';
import type { LimitForm, Limits } from '../model/limits.ts';
import type { Check, DefinitionKind, Model, Receiver, Team, Variant } from '../model/model.ts';
import { withUnit } from './limit-words.ts';

/** An effective value before its place is looked up. */
export interface NamedValue {
  /** Dotted path, such as `notify.critical`. */
  readonly field: string;
  readonly value: string;
  /** The hosts that have it, where hosts differ. */
  readonly hosts?: readonly string[];
  /** For a reason: the threshold, or one of whose overrides, it is of. */
  readonly threshold?: string;
}

const limitText = (value: unknown): string => {
  if (!isMap(value)) return '';
  const { low, high, text } = value;
  return isMap(low) && isMap(high) ? `${String(low['text'])}..${String(high['text'])}` : String(text);
};

const formValues = (form: LimitForm, unit: string): readonly NamedValue[] =>
  Object.entries(form)
    .filter(([key]) => key !== 'form')
    .map(([level, limit]) => ({ field: `limits.${form.form}.${level}`, value: withUnit(limitText(limit), unit) }));

const limitValues = (limits: Limits, unit: string): readonly NamedValue[] => limits.flatMap((form) => formValues(form, unit));

const variantValues = (variants: readonly Variant[], unit: string): readonly NamedValue[] =>
  variants.flatMap(({ hosts, limits }) =>
    limitValues(limits, unit).map((value) => (variants.length === 1 || hosts.length === 0 ? value : { ...value, hosts })),
  );

/** Every scalar in a piece of data, by dotted path. */
const flat = (value: unknown, path: string): readonly NamedValue[] => {
  if (value === undefined || value === null) return [];
  if (isList(value) && value.every((item) => !isMap(item))) return value.length === 0 ? [] : [{ field: path, value: value.join(', ') }];
  if (isList(value)) return value.flatMap((item, i) => flat(item, `${path}.${i}`));
  return isMap(value)
    ? Object.entries(value).flatMap(([key, inner]) => flat(inner, `${path}.${key}`))
    : [{ field: path, value: String(value) }];
};

const lasting = (field: string, ms: number | undefined): readonly NamedValue[] =>
  ms === undefined ? [] : [{ field, value: printDuration(ms) }];

const timingValues = ({ timing, firstDelayMs }: Check): readonly NamedValue[] => [
  { field: 'every', value: printDuration(timing.everyMs) },
  { field: 'retry', value: printDuration(timing.retryMs) },
  { field: 'attempts', value: String(timing.attempts) },
  { field: 'for', value: printDuration(timing.forMs) },
  ...lasting('keepFor', timing.keepMs),
  ...lasting('notifyAfter', firstDelayMs),
];

/** Each reason of a threshold's limits: its own, then that of each override that holds. */
const reasonValues = (reasons: readonly string[] | undefined, field: string, threshold: string): readonly NamedValue[] =>
  (reasons ?? []).map((reason) => ({ field, value: reason.replaceAll(/\s+/g, ' ').trim(), threshold }));

const subjectValues = ({ subject }: Check, model: Model): readonly NamedValue[] => {
  switch (subject.kind) {
    case 'threshold': {
      const unit = model.metrics.find(({ id }) => id === subject.metric)?.unit.name ?? '';
      return [
        { field: 'threshold', value: subject.threshold },
        { field: 'metric', value: subject.metric },
        ...variantValues(subject.variants, unit),
        ...reasonValues(subject.reasons, 'limits.why', subject.threshold),
      ];
    }
    case 'probe':
      return [
        { field: 'probe', value: subject.probe },
        ...flat(subject.fields, `probe.${subject.probe}`),
        ...subject.thresholds.flatMap(({ measure, threshold, unit, variants, reasons }) => [
          { field: `thresholds.${measure}`, value: threshold },
          ...variantValues(variants, unit.name).map((one) => ({ ...one, field: `thresholds.${measure}.${one.field}` })),
          ...reasonValues(reasons, `thresholds.${measure}.limits.why`, threshold),
        ]),
      ];
    case 'heartbeat':
      return [...flat(subject.metric, 'heartbeat.metric'), { field: 'heartbeat.within', value: printDuration(subject.withinMs) }];
    case 'quorum':
    case 'burnRate':
    case 'command': {
      const { kind, ...rest } = subject;
      return flat(rest, kind);
    }
  }
};

const checkValues = (check: Check, model: Model): readonly NamedValue[] => {
  const { why, owner, movedFrom, on, hosts, stage, notify, unknown, flapping, runbook, dashboard, during, dependsOn, notes } = check;
  return [
    ...flat({ why, owner, movedFrom, on, hosts, stage, notify, unknown, flapping, runbook, dashboard, during, dependsOn, notes }, '').map(
      trimmed,
    ),
    ...timingValues(check),
    ...subjectValues(check, model),
  ];
};

const trimmed = ({ field, value }: NamedValue): NamedValue => ({ field: field.replace(/^\./, ''), value });

/** Values of a definition that is no check: what its author wrote, defaults and overrides included. */
const writtenValues = (value: unknown): readonly NamedValue[] => flat(value, '').map(trimmed);

const receiverValues = (urgency: string, receiver: Receiver): readonly NamedValue[] => {
  const { kind, ...rest } = receiver;
  const field = `receivers.${urgency}.${kind}`;
  return receiver.kind === 'email' ? [{ field, value: receiver.address }] : flat(rest, field);
};

/** A team as it is reached in this environment. */
const teamValues = (team: Team, value: unknown): readonly NamedValue[] => {
  const rest = isMap(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'receivers' && key !== 'overrides')) : {};
  return [...writtenValues(rest), ...Object.entries(team.receivers).flatMap(([urgency, receiver]) => receiverValues(urgency, receiver))];
};

/** The hosts of a group, and the groups of a host: whoever said so. */
const memberships = (kind: DefinitionKind, id: string, model: Model): readonly [field: string, ids: readonly string[]] | undefined => {
  const group = kind === 'groups' ? model.groups.find((one) => one.id === id) : undefined;
  if (group !== undefined) return ['hosts', group.members];
  const host = kind === 'hosts' ? model.hosts.find((one) => one.id === id) : undefined;
  return host && ['groups', host.groups];
};

/** Every effective value of a definition in one environment, as people read it. */
export const effectiveValues = (
  kind: DefinitionKind,
  id: string,
  { model, written }: { readonly model: Model; readonly written: unknown },
): readonly NamedValue[] => {
  const members = memberships(kind, id, model);
  if (members !== undefined) {
    const [field, ids] = members;
    return [...writtenValues(written).filter((one) => one.field !== field), { field, value: ids.length === 0 ? 'none' : ids.join(', ') }];
  }
  const team = kind === 'teams' ? model.teams.find((one) => one.id === id) : undefined;
  if (team !== undefined) return teamValues(team, written);
  const check = kind === 'checks' ? model.checks.find((one) => one.id === id) : undefined;
  return check === undefined ? writtenValues(written) : checkValues(check, model);
};
