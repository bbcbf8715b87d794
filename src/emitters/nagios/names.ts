import type { AlertLevel } from '../../model/limits.ts';
import type { Urgency } from '../../model/model.ts';

/*
 * Ids hold lower-case letters, digits, `-`, `.` and `/`. None holds `_` or `--`, so names built with those collide with no id.
 */

/** The host that carries checks of the estate as a whole. */
export const estateHost = (estate: string): string => `estate_${estate}`;
/** The host that carries checks of a group as a whole. */
export const groupHost = (group: string): string => `group_${group}`;

/** One file name without folders. */
export const fileName = (id: string): string => id.replaceAll('/', '--');

const numbered = (name: string, variant: number): string => (variant === 0 ? name : `${name}_${variant + 1}`);

export const checkCommand = (check: string, variant = 0): string => numbered(`plimsoll-check-${check}`, variant);
/** Name of a command in NRPE's configuration and of its file. */
export const nrpeCommand = (check: string, variant: number): string => numbered(`plimsoll-${fileName(check)}`, variant);

export const shared = {
  hostPing: 'plimsoll-host-ping',
  hostUp: 'plimsoll-host-up',
  notifyHost: 'plimsoll-notify-host',
  notifyService: 'plimsoll-notify-service',
  always: 'plimsoll_always',
  nobody: 'plimsoll_nobody',
  /** A service on the estate's host. */
  poller: 'plimsoll_poller',
  pollerSilent: 'plimsoll-poller-silent',
  pollerOwnSilent: 'plimsoll-poller-own-silent',
} as const;

/** A contact hears of one level or of both. */
export type Hearing = AlertLevel | 'all';

/** The contact, and the contact group of it alone, that reaches a team by one urgency for some levels. */
export const contactName = (team: string, urgency: Urgency, hearing: Hearing): string =>
  `${team}-${urgency}${hearing === 'all' ? '' : `-${hearing}`}`;

/** A time period that is taken out of the one of the schedule. */
export const neverPeriod = (schedule: string): string => `${schedule}_never`;
