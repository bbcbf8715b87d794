import type { z } from 'zod';
import { interpreted } from '../base/interpreted.ts';
import type { Limits } from '../model/limits.ts';

/** Something a probe measures besides good or bad; a check may hold a threshold against it. */
export interface Measure {
  /** A unit as metrics declare it: `seconds`, `%`, `ratio`, `days`. */
  readonly unit: string;
  /** The field of the probe that names the unit instead, where only the author knows it. */
  readonly unitField?: string;
  readonly what: string;
}

/**
 * A word of a plugin's argv. References are filled in later, and only these exist: the host's `address` and name, the `state` before
 * as a number of Nagios, and on a monitored host the directory in which our own programs keep what they must remember.
 */
export type Word = string | { readonly reference: 'address' | 'host' | 'state' | 'stateDirectory' };

/** How Nagios looks: one plugin of monitoring-plugins, by its file name, and its arguments. */
export interface NagiosProbe {
  readonly kind: 'plugin';
  readonly plugin: string;
  readonly words: readonly Word[];
  /** True when the plugin must run on the monitored host itself. */
  readonly local: boolean;
  /** `plimsoll` for a program of our own, from `libexec`; one of monitoring-plugins when left out. */
  readonly from?: 'plimsoll';
  /** The plugin reports some failures as warnings or as unknown, and has no warning of its own here: all of them are critical. */
  readonly failures?: 'critical';
  /** Where this is only nearly what was asked, in one sentence each. */
  readonly differences: readonly string[];
}

/** How Nagios looks at what gmond already measures: through gmetad, the measure being the metric's value. */
export interface GangliaProbe {
  readonly kind: 'ganglia';
  readonly metric: string;
  /** The one measure that is held against limits. */
  readonly measure: string;
  /** Its unit, where no threshold says it. */
  readonly unit: string;
  /** Older than this is unknown, in seconds. */
  readonly staleAfter: number;
  readonly differences: readonly string[];
}

/** How Prometheus looks. Expressions carry no host or check matcher; the emitter adds them. */
export interface PrometheusProbe {
  readonly kind: 'expressions';
  readonly exporter: 'blackbox' | 'node' | 'mysqld';
  /** A blackbox module for this probe, as data. */
  readonly module?: Readonly<Record<string, unknown>>;
  /** What blackbox is asked to look at, `{address}` standing for the host. */
  readonly target?: string;
  /** An expression with one series per host, present exactly while the probe fails. */
  readonly failing?: string;
  /** An expression with one series per host while node_exporter can tell at all; one of the measures when left out. */
  readonly answered?: string;
  /** One expression per measure, in the measure's unit. */
  readonly measures: Readonly<Record<string, string>>;
  readonly differences: readonly string[];
}

/** A backend that cannot look this way, and why, in one sentence. */
export interface Impossible {
  readonly kind: 'impossible';
  readonly why: string;
}

export interface ProbeRequest<F> {
  readonly fields: F;
  /** Id of the check, for what must be kept apart from other checks. */
  readonly check?: string;
  /** Limits by measure, already in the measure's unit. */
  readonly limits: Readonly<Record<string, Limits>>;
}

/** One way to look actively. A probe is one file in this folder; nothing else has to change to add one. */
export interface Probe<F = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly fields: z.ZodType<F>;
  readonly measures: Readonly<Record<string, Measure>>;
  readonly nagios: (request: ProbeRequest<F>) => NagiosProbe | GangliaProbe | Impossible;
  readonly prometheus: (request: ProbeRequest<F>) => PrometheusProbe | Impossible;
}

/** A probe as shared code sees it: fields are checked by the probe's own schema first. */
export interface AnyProbe extends Omit<Probe, 'nagios' | 'prometheus'> {
  readonly nagios: (request: ProbeRequest<unknown>) => NagiosProbe | GangliaProbe | Impossible;
  readonly prometheus: (request: ProbeRequest<unknown>) => PrometheusProbe | Impossible;
}

type Declared<S extends z.ZodType> = Omit<Probe<z.infer<S>>, 'fields'> & { readonly fields: S };

/** Fields of a check are asked about by each backend, for each set of limits, and more than once. */
const parsedOnce = <S extends z.ZodType>(schema: S): ((fields: unknown) => z.infer<S>) => {
  const known = new WeakMap<object, z.infer<S>>();
  return (fields) => {
    if (typeof fields !== 'object' || fields === null) return schema.parse(fields, interpreted);
    const found = known.get(fields) ?? schema.parse(fields, interpreted);
    known.set(fields, found);
    return found;
  };
};

/** Declares a probe; the result also parses its own fields, so that callers need not know their type. */
export const defineProbe = <S extends z.ZodType>(probe: Declared<S>): AnyProbe & { readonly fields: S } => {
  const parse = parsedOnce(probe.fields);
  return {
    ...probe,
    nagios: (request) => probe.nagios({ ...request, fields: parse(request.fields) }),
    prometheus: (request) => probe.prometheus({ ...request, fields: parse(request.fields) }),
  };
};
