import type { DefinitionKind } from '../model/model.ts';
import type { DefinedAt, Place } from './types.ts';

/**
 * Where an effective value comes from. `built-in` values are shown at the definition they complete, `derived` ones at the value
 * they follow from.
 */
export type ValueSource = 'definition' | 'default' | 'override' | 'settings' | 'derived' | 'built-in';

/** A place that has a say about a value. */
export interface ValueLayer extends Place {
  readonly from: ValueSource;
  /** As its author wrote it. */
  readonly value: string;
  /** The key it says, where another one follows from it: `attempts` decides `for`. */
  readonly key?: string;
  /** Groups or hosts an override is for; all when absent. */
  readonly on?: readonly string[];
  /** The environment an override is for; all when absent. */
  readonly environment?: string;
  /** Why an override is there. */
  readonly why?: string;
  /** The last day it holds. */
  readonly until?: string;
  /** True for the one that decides. */
  readonly wins: boolean;
}

export interface EffectiveValue extends Place {
  readonly environment: string;
  /** Dotted path, such as `notify.critical`. */
  readonly field: string;
  /** As a person reads it: `5m`, `50k`, `page`. */
  readonly value: string;
  readonly from: ValueSource;
  /** Hosts that have this value, where others have another one. */
  readonly hosts?: readonly string[];
  /** Every place that has a say, weakest first; empty for what nobody wrote. */
  readonly chain: readonly ValueLayer[];
}

/** Lines of one artifact that come from the definition. */
export interface GeneratedObject {
  readonly environment: string;
  /** Relative to the output directory: `production/nagios/services.cfg`. */
  readonly artifact: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** What a daemon will run for a check. */
export interface ExplainedCommand {
  readonly environment: string;
  readonly emitter: string;
  /** `server` for what the daemon starts itself, `host` for what its agent starts on the monitored host. */
  readonly runs: 'server' | 'host';
  readonly argv: readonly string[];
}

/** What Prometheus evaluates for a check, as the generated rules have it. */
export interface ExplainedQuery {
  readonly environment: string;
  readonly kind: 'alert' | 'record';
  readonly name: string;
  /** Labels that tell it from others of the same name: `severity="critical"`. */
  readonly labels: string;
  readonly expr: string;
  readonly for?: string;
}

/** Who is told at one level, first to last, in words: `page ops by PagerDuty`, `after 30m page leads by e-mail to …`. */
export interface ExplainedRoute {
  readonly environment: string;
  /** `unknown`: the check gives no answer. */
  readonly level: 'warning' | 'critical' | 'unknown';
  /** Whether anybody is told, at the time in question or at all. */
  readonly told: boolean;
  /** The time in question, in the zone of the check's hours. */
  readonly at?: string;
  readonly steps: readonly string[];
  /** What keeps it quiet, one sentence each: hours, checks and hosts whose failure explains it. */
  readonly quiet: readonly string[];
}

/** Another definition that names this one. */
export interface ExplainedUse extends Place {
  readonly environment: string;
  readonly kind: DefinitionKind;
  readonly id: string;
  /** How, in words: `is told by page`. */
  readonly how: string;
}

export interface CodeExplanation {
  readonly kind: 'code';
  readonly code: string;
  /** The Markdown of its page. */
  readonly text: string;
}

export interface DefinitionExplanation {
  readonly kind: 'definition';
  readonly definition: DefinedAt;
  readonly values: readonly EffectiveValue[];
  readonly commands: readonly ExplainedCommand[];
  readonly queries: readonly ExplainedQuery[];
  readonly routes: readonly ExplainedRoute[];
  readonly uses: readonly ExplainedUse[];
  /** Those made from it, and for a threshold those of the checks that use it. */
  readonly objects: readonly GeneratedObject[];
  /** Queries for the definitions of other kinds that have the same id. */
  readonly also: readonly string[];
}

/** The value of a definition that a line shows, or the option a file is there for. */
export interface LineOrigin extends Place {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly field?: string;
  /** The host it is about, where hosts differ. */
  readonly host?: string;
  readonly from: ValueSource;
  /** Why the definition exists, or the override that decides. */
  readonly why?: string;
}

export interface LineExplanation {
  readonly kind: 'line';
  readonly artifact: string;
  readonly line: number;
  readonly text: string;
  /** Absent only while `plimsoll.yaml` cannot be read. */
  readonly origin?: LineOrigin;
  /** For a line of the file as a whole: who wrote it, and from what. */
  readonly whole?: string;
}

export interface UnknownExplanation {
  readonly kind: 'unknown';
  readonly query: string;
  /** What the query may have meant, nearest first. */
  readonly suggestions: readonly string[];
}

/** A time that cannot be read. */
export interface NoTimeExplanation {
  readonly kind: 'no-time';
  readonly at: string;
}

/**
 * What a query comes to: the page of a code, a definition with all it becomes, the origin of a line, or `unknown` with suggestions.
 *
 * @example
 * import { openEstate, type Explanation } from 'plimsoll/project';
 * const explanation: Explanation = await (await openEstate('.')).explain('PLM301', {});
 * if (explanation.kind !== 'code') throw new Error('PLM301 is a code');
 */
export type Explanation = CodeExplanation | DefinitionExplanation | LineExplanation | NoTimeExplanation | UnknownExplanation;

/**
 * Which environments are explained, all when left out; and for which time, any when left out.
 *
 * @example
 * import { openEstate, type ExplainOptions } from 'plimsoll/project';
 * const options: ExplainOptions = { environment: 'production', at: '2026-11-25T03:00' };
 * await (await openEstate('.')).explain('queue', options);
 */
export interface ExplainOptions {
  readonly environment?: string;
  /** `2026-11-25T03:00`, in the zone of the check's hours; or with an offset, `2026-11-25T03:00Z`. */
  readonly at?: string;
}
