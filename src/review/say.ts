import { isOneSided, type LimitForm, type Limits } from '../model/limits.ts';
import { printDuration } from '../model/duration.ts';
import type { Receiver, Team, Urgency } from '../model/model.ts';
import { type Schedule, weekdays } from '../model/schedule.ts';
import type { Unit } from '../model/unit.ts';
import { weekOf } from './hours.ts';

const words = { above: 'above', below: 'below', atLeast: 'at least', atMost: 'at most', outside: 'outside', inside: 'inside' } as const;

const suffixed = (text: string, { name }: Unit): string => {
  if (name === '' || name === 'count' || name === 'ratio') return text;
  return name === '%' ? `${text}%` : `${text} ${name}`;
};

const sayForm = (form: LimitForm, unit: Unit): string => {
  const levels = ['warning', 'critical', 'clear'] as const;
  const parts = levels.flatMap((level) => {
    if (isOneSided(form)) return form[level] === undefined ? [] : [`${level} ${suffixed(form[level].text, unit)}`];
    if (level === 'clear') return [];
    const interval = form[level];
    return interval === undefined ? [] : [`${level} ${interval.low.text}..${suffixed(interval.high.text, unit)}`];
  });
  return parts.length === 0 ? '' : `${words[form.form]}: ${parts.join(', ')}`;
};

/** `above: warning 10000 tasks, critical 50000 tasks; below: critical 1 tasks`. */
export const sayLimits = (limits: Limits, unit: Unit): string =>
  limits
    .map((form) => sayForm(form, unit))
    .filter((text) => text !== '')
    .join('; ');

/** A duration, or that there is none. */
export const sayDuration = (ms: number): string => (ms === 0 ? 'at once' : printDuration(ms));

/** How many, and the first few. */
export const sayHosts = (hosts: readonly string[]): string => `${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}`;

/** Where a receiver leads, and the secret that leads there, as one word that differs when either does. */
export const receiverKey = (receiver: Receiver | undefined): string => {
  switch (receiver?.kind) {
    case undefined:
      return 'nobody';
    case 'email':
      return `mail ${receiver.address}`;
    case 'webhook':
      return `webhook ${receiver.url}${receiver.credentialsFile === undefined ? '' : ` with ${receiver.credentialsFile}`}`;
    case 'slack':
      return `slack ${receiver.channel} by ${receiver.urlFile}`;
    case 'pagerduty':
      return `pagerduty ${receiver.routingKeyFile}`;
  }
};

/** Does a receiver read a secret on the target? Which one, and whom it is shown, is then what {@link receiverKey} says. */
export const readsSecret = (receiver: Receiver): boolean => {
  switch (receiver.kind) {
    case 'email':
      return false;
    case 'webhook':
      return receiver.credentialsFile !== undefined;
    case 'slack':
    case 'pagerduty':
      return true;
  }
};

/** `page backend (pagerduty /etc/...)`. */
export const sayReceiver = (team: Pick<Team, 'id' | 'receivers'>, urgency: Urgency): string =>
  `${urgency} ${team.id} (${receiverKey(team.receivers[urgency])})`;

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The hours of a schedule in one line, its name first. */
export const sayHours = (schedule: Schedule | undefined): string => {
  if (schedule === undefined) return 'always';
  const ranges = weekOf(schedule.rules).map(({ from, to }) => {
    const day = weekdays[Math.floor(from / 1440)]?.slice(0, 3) ?? '';
    const last = weekdays[Math.floor((to - 1) / 1440)]?.slice(0, 3) ?? '';
    return `${day} ${clock(from % 1440)} to ${last === day ? '' : `${last} `}${clock(((to - 1) % 1440) + 1)}`;
  });
  return `${schedule.id} (${schedule.zone}: ${ranges.length === 0 ? 'never' : ranges.join(', ')})`;
};
