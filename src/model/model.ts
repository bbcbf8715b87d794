import type { AlertLevel, Limits } from './limits.ts';
import type { Schedule } from './schedule.ts';
import type { Unit } from './unit.ts';

/**
 * The linked, fully resolved estate of one environment: the only thing emitters see. Every list is sorted by id,
 * every reference names something that exists, every value is final.
 */
export interface Model {
  readonly estate: string;
  readonly environment: string;
  /** The label that carries a host's id on every Prometheus series. */
  readonly hostLabel: string;
  readonly teams: readonly Team[];
  readonly hosts: readonly ModelHost[];
  readonly groups: readonly Group[];
  readonly schedules: readonly Schedule[];
  readonly metrics: readonly Metric[];
  readonly checks: readonly Check[];
  /** Options per emitter, as its own schema validated them; an emitter without an entry is not built. */
  readonly targets: Readonly<Record<string, unknown>>;
  /** What the estate asks of changes to it; only a review reads it. */
  readonly policy?: unknown;
  /** Warnings that definitions take back; only a review reads them. */
  readonly ignores?: readonly Ignore[] | undefined;
}

/** One warning that a definition takes back, with the reason for it. */
export interface Ignore {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly code: string;
  readonly why: string;
  /** Last day it holds; without end when left out. */
  readonly until?: string;
}

/** How a team hears of something: a page wakes somebody, a ticket waits for the day, chat is for reading along. */
export type Urgency = 'page' | 'ticket' | 'chat';
export const urgencies = ['chat', 'page', 'ticket'] as const satisfies readonly Urgency[];

/** The more, the more it presses. */
export const pressure: Readonly<Record<Urgency, number>> = { chat: 0, ticket: 1, page: 2 };

/** Where a message goes. Files named here are secrets on the target; they are never read or copied. */
export type Receiver =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly credentialsFile?: string }
  | { readonly kind: 'slack'; readonly urlFile: string; readonly channel: string }
  | { readonly kind: 'pagerduty'; readonly routingKeyFile: string };

/** After `afterMs` without recovery, `team` hears of it by `urgency` as well. */
export interface EscalationStep {
  readonly afterMs: number;
  readonly team: string;
  readonly urgency: Urgency;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly receivers: Readonly<Partial<Record<Urgency, Receiver>>>;
  readonly escalation: readonly EscalationStep[];
  /** Names on the code host; who may agree to changes for the team. */
  readonly members?: readonly string[];
}

export interface ModelHost {
  readonly id: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly parents: readonly string[];
  /** Every group the host belongs to, nested ones and patterns resolved. */
  readonly groups: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly why?: string;
  /** Host ids, resolved. */
  readonly members: readonly string[];
}

export type MetricType = 'gauge' | 'counter';

/** Where each backend finds a metric; a backend without a source cannot see it. */
export interface MetricSource {
  /** Name of the drop file, without `.drop`, whose key is the metric's id. */
  readonly dropFile?: string;
  /** Metric name in Ganglia. A `dropFile` metric appears there under its own id. */
  readonly ganglia?: string;
  /** A PromQL expression with one series per host. A `dropFile` metric appears there under its own id. */
  readonly prometheus?: string;
}

export interface Metric {
  readonly id: string;
  readonly why: string;
  readonly owner: string;
  readonly type: MetricType;
  readonly unit: Unit;
  readonly title: string;
  readonly integer: boolean;
  /** Values outside are rejected by the collector; in the metric's unit. */
  readonly range: { readonly low?: string; readonly high?: string };
  readonly source: MetricSource;
  readonly staleAfterMs: number;
}

export type Stage = 'live' | 'dark';

/** How often is looked, and how long a problem must last before anybody is told. */
export interface Timing {
  readonly everyMs: number;
  readonly retryMs: number;
  /** Looks that must agree, including the first; at least 1. */
  readonly attempts: number;
  /** The same as a duration: `(attempts - 1) * retryMs` rounded up, or as declared. */
  readonly forMs: number;
  /** How long a problem must be gone before it counts as over; 0 when left out. */
  readonly keepMs?: number;
}

/** Percent of recent state changes from which a check counts as flapping, and below which it no longer does. */
export interface Flapping {
  readonly high: number;
  readonly low: number;
}

/** A set of hosts that share one set of limits. Variants of a check never share a host. */
export interface Variant {
  readonly hosts: readonly string[];
  readonly limits: Limits;
}

/** What a probe's measure is held against: a linked threshold. */
export interface MeasureThreshold {
  /** Name of the measure, as the probe declares it. */
  readonly measure: string;
  readonly threshold: string;
  readonly unit: Unit;
  readonly variants: readonly Variant[];
  /** Why the limits are what they are: the threshold's own reason, then that of each override that holds here. */
  readonly reasons?: readonly string[];
}

export type CheckSubject =
  | {
      readonly kind: 'threshold';
      readonly threshold: string;
      readonly metric: string;
      readonly variants: readonly Variant[];
      /** As for {@link MeasureThreshold.reasons}. */
      readonly reasons?: readonly string[];
    }
  | {
      readonly kind: 'probe';
      readonly probe: string;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly thresholds: readonly MeasureThreshold[];
    }
  | { readonly kind: 'heartbeat'; readonly metric?: string; readonly withinMs: number }
  | { readonly kind: 'quorum'; readonly healthy: string; readonly atLeast: number; readonly warning?: number }
  | {
      readonly kind: 'burnRate';
      readonly slo: string;
      readonly periodMs: number;
      readonly errors: string;
      readonly total: string;
      readonly tiers: readonly BurnTier[];
      /** With fewer events over its long window a tier does not count. */
      readonly minimumRate?: EventRate;
    }
  | { readonly kind: 'command'; readonly nagios?: readonly string[]; readonly prometheus?: string };

/** So many events in so many seconds, both exact: a hundred an hour is no short decimal a second. */
export interface EventRate {
  readonly events: string;
  readonly seconds: string;
}

/** One window pair of a multi-window burn-rate alert; `ceiling` = burn × (1 − SLO), exact. */
export interface BurnTier {
  readonly name: string;
  readonly severity: AlertLevel;
  readonly longMs: number;
  readonly shortMs: number;
  readonly burn: string;
  readonly ceiling: string;
}

export interface Check {
  readonly id: string;
  /** Its id before it was renamed. */
  readonly movedFrom?: string;
  readonly why: string;
  readonly owner: string;
  readonly stage: Stage;
  /** Group or host ids as written; empty when the check looks at the estate as a whole. */
  readonly on: readonly string[];
  /** Hosts it runs on, sorted; empty when it looks at the estate as a whole. */
  readonly hosts: readonly string[];
  /** Who is told at which level; a level without an entry tells nobody. */
  readonly notify: Readonly<Partial<Record<AlertLevel, Urgency>>>;
  readonly runbook?: string;
  readonly dashboard?: string;
  /** What else to know; may hold `{{ $value }}` and `{{ $labels.NAME }}`, see {@link parseNotes}. */
  readonly notes?: string;
  readonly timing: Timing;
  /** A problem that has lasted `timing.forMs` is told only after this much longer. */
  readonly firstDelayMs?: number;
  /** While it changes state this often nobody is told; never when left out. */
  readonly flapping?: Flapping;
  /** Is it told when there is no answer? Left out, it is where the check tells somebody. */
  readonly unknown?: 'tell' | 'ignore';
  /** Schedule id: outside of it nobody is told. */
  readonly during?: string;
  /** Checks whose failure explains this one's, on the same host. */
  readonly dependsOn: readonly string[];
  readonly subject: CheckSubject;
}

/** Names a definition or a value inside it; resolved to file, line and column only when shown. */
export interface Origin {
  readonly kind: DefinitionKind;
  readonly id: string;
  /** Dotted path of the effective value, such as `notify.critical` or `limits.above.critical`. */
  readonly field?: string;
  /** A host that has this value, where hosts differ. */
  readonly host?: string;
}

export const definitionKinds = ['settings', 'teams', 'schedules', 'hosts', 'groups', 'metrics', 'thresholds', 'checks'] as const;
export type DefinitionKind = (typeof definitionKinds)[number];
