import { invariant } from '../../../base/invariant.ts';
import { compareText } from '../../../base/compare.ts';
import type { Limits } from '../../../model/limits.ts';
import type { NagiosProbe, Word as ProbeWord } from '../../../probes/probe.ts';
import { probes } from '../../../probes/registry.ts';
import type { Word } from '../escape.ts';
import { literally } from '../metric-source.ts';
import { checkCommand, nrpeCommand } from '../names.ts';
import { pluginPath } from './place.ts';
import { type CheckOf, type Command, type LocalCommand, type Realised, refused, type Refused, type Scope } from './realised.ts';

interface Look {
  readonly hosts: readonly string[];
  readonly limits: Readonly<Record<string, Limits>>;
}

/** Hosts that share their limits on every measure look with one command. */
const looksOf = ({ hosts, subject }: CheckOf<'probe'>): readonly Look[] => {
  const looks = new Map<string, { hosts: string[]; limits: Record<string, Limits> }>();
  for (const host of hosts) {
    const chosen = subject.thresholds.map(({ variants }) => variants.findIndex((variant) => variant.hosts.includes(host)));
    const key = chosen.join(' ');
    const limits = () =>
      Object.fromEntries(subject.thresholds.map(({ measure, variants }, i) => [measure, variants[chosen[i] ?? -1]?.limits ?? []]));
    const look = looks.get(key) ?? { hosts: [], limits: limits() };
    look.hosts.push(host);
    looks.set(key, look);
  }
  return [...looks.entries()].sort(([a], [b]) => compareText(a, b)).map(([, look]) => look);
};

const programPath = ({ plugin, from }: NagiosProbe, options: Scope['options']): string =>
  from === 'plimsoll' ? `${options.libraryDirectory}/${plugin}` : pluginPath(plugin, options);

const wordOf = (word: ProbeWord): Word => [typeof word === 'string' ? word : { macro: word.reference }];

const remoteCommand = (check: string, variant: number, plugin: NagiosProbe, { options }: Scope): Command => ({
  name: checkCommand(check, variant),
  words: plugin.local
    ? [
        [pluginPath('check_nrpe', options)],
        ['-H'],
        [{ macro: 'address' }],
        ...literally('-p', String(options.nrpePort), '-c', nrpeCommand(check, variant)),
      ]
    : [[programPath(plugin, options)], ...plugin.words.map(wordOf)],
});

const localCommand = (check: string, variant: number, plugin: NagiosProbe, { options }: Scope): readonly LocalCommand[] => {
  if (!plugin.local) return [];
  const words = plugin.words.filter((word) => typeof word === 'string');
  invariant(words.length === plugin.words.length, `${plugin.plugin} runs on the host itself and needs no reference to it`);
  return [{ name: nrpeCommand(check, variant), words: [programPath(plugin, options), ...words] }];
};

/** An active look with a plugin of monitoring-plugins: from here, or through NRPE where it must run on the host itself. */
export const realiseProbe = (check: CheckOf<'probe'>, scope: Scope): Realised | Refused => {
  const probe = probes.get(check.subject.probe);
  invariant(probe, `no probe ${check.subject.probe}`);
  const looks = looksOf(check);
  if (looks.length === 0) return refused('source', 'a probe looks at hosts, and it has none');
  const plugins: NagiosProbe[] = [];
  for (const { limits } of looks) {
    const plugin = probe.nagios({ fields: check.subject.fields, limits });
    if (plugin.kind === 'impossible') return refused('plugin', plugin.why);
    if (plugin.kind === 'ganglia') return refused('plugin', 'gmetad is not asked for it yet');
    plugins.push(plugin);
  }
  return {
    kind: 'realised',
    placements: looks.map(({ hosts }, i) => ({ hosts, command: checkCommand(check.id, i) })),
    commands: plugins.map((plugin, i) => remoteCommand(check.id, i, plugin, scope)),
    localCommands: plugins.flatMap((plugin, i) => localCommand(check.id, i, plugin, scope)),
    differences: [...new Set(plugins.flatMap(({ differences }) => differences))],
  };
};
