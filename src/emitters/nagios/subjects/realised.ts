import type { Limits } from '../../../model/limits.ts';
import type { Check, CheckSubject, Metric, Model } from '../../../model/model.ts';
import type { Word } from '../escape.ts';
import type { Options } from '../options.ts';

/** A command with everything in it; services name it without arguments. */
export interface Command {
  readonly name: string;
  readonly words: readonly Word[];
}

/** A command of the NRPE daemon on the monitored host. */
export interface LocalCommand {
  readonly name: string;
  readonly words: readonly string[];
}

/** A metric of gmetad and what it is held against, for one process that looks for many services. */
export interface Polled {
  /** The metric's name in Ganglia. */
  readonly name: string;
  readonly cluster?: string | undefined;
  readonly label: string;
  readonly unit: string;
  readonly type: Metric['type'];
  readonly staleAfterMs: number;
  readonly limits: Limits;
  /** Set for a heartbeat: only its age counts. */
  readonly withinMs?: number;
}

/** Services of one check that share a command. */
export interface Placement {
  readonly hosts: readonly string[];
  readonly command: string;
  /** Set where the command asks gmetad for a metric. */
  readonly polled?: Polled | undefined;
}

/** What a check becomes in Nagios. */
export interface Realised {
  readonly kind: 'realised';
  readonly placements: readonly Placement[];
  readonly commands: readonly Command[];
  readonly localCommands: readonly LocalCommand[];
  /** Set for a result that is handed in: silence longer than this runs the command instead. */
  readonly silenceMs?: number;
  /** True for results that are handed in at regular times, so that looks can be counted. */
  readonly countsLooks?: true;
  /** Where this is only nearly what was asked. */
  readonly differences: readonly string[];
}

/** A check that Nagios cannot look at, and why. */
export interface Refused {
  readonly kind: 'refused';
  /** `source`: other backends see it; `plugin`: the plugin cannot say what was asked; `words`: an argument cannot be written. */
  readonly because: 'source' | 'plugin' | 'words';
  readonly why: string;
}

/** What of the estate a check's commands and services can show, whatever the check. */
export type Place = Pick<Model, 'estate' | 'hostLabel' | 'groups'>;

export interface Scope {
  readonly model: Place;
  readonly options: Options;
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Hosts on which a check has a service in Nagios; empty when it has none. */
  readonly servicesOf: (check: string) => readonly string[];
  readonly checkOf: (id: string) => Check | undefined;
}

/** A check whose subject is of one kind. */
export type CheckOf<K extends CheckSubject['kind']> = Omit<Check, 'subject'> & { readonly subject: Extract<CheckSubject, { kind: K }> };

export const refused = (because: Refused['because'], why: string): Refused => ({ kind: 'refused', because, why });
