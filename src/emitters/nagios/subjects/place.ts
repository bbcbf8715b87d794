import type { Check } from '../../../model/model.ts';
import type { NagiosProbe } from '../../../probes/probe.ts';
import type { Word } from '../escape.ts';
import { checkCommand, estateHost } from '../names.ts';
import type { Options } from '../options.ts';
import type { Realised, Scope } from './realised.ts';

/** Hosts that carry a check: its own, or the one that stands for the estate. */
export const carriers = ({ hosts }: Pick<Check, 'hosts'>, { model }: Scope): readonly string[] =>
  hosts.length > 0 ? hosts : [estateHost(model.estate)];

/** One command for all carriers. */
export const oneCommand = (check: Pick<Check, 'id' | 'hosts'>, words: readonly Word[], scope: Scope): Realised => ({
  kind: 'realised',
  placements: [{ hosts: carriers(check, scope), command: checkCommand(check.id) }],
  commands: [{ name: checkCommand(check.id), words }],
  localCommands: [],
  differences: [],
});

export const metricPlugin = ({ libraryDirectory }: Options): Word => [`${libraryDirectory}/plimsoll-check-metric`];

/** The full path of a plugin of monitoring-plugins; a path stays. */
export const pluginPath = (plugin: string, { pluginDirectory }: Options): string =>
  plugin.startsWith('/') ? plugin : `${pluginDirectory}/${plugin}`;

/** The full path of the program a probe looks with. */
export const programPath = ({ plugin, from }: NagiosProbe, options: Options): string =>
  from === 'plimsoll' ? `${options.libraryDirectory}/${plugin}` : pluginPath(plugin, options);
